import { CONFIGURATION_FILE } from '@quiz-sync/server/light';
import type { CompositionRequest } from './needs.js';

/** Where a setting came from, in the words of this command line: its flags and its file have names of their own. */
export function inWordsTyped(text: string, { configFile }: Pick<CompositionRequest, 'configFile'>): string {
  const withFlag = text
    .replaceAll('--spreadsheet-id', '--spreadsheet')
    .replaceAll('--google-credentials-file', '--credentials');
  return configFile === undefined ? withFlag : withFlag.replaceAll(CONFIGURATION_FILE, configFile);
}
