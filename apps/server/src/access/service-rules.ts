import { GOOGLE_KEY_FILE } from '../configuration/google-key-file.js';
import { BETWEEN_SETTINGS, type Rule } from '../configuration/problems-between.js';
import { keysFileOf } from './keys-file.js';
import { NOBODY_YET } from './not-set-up.js';

/** The file is told with everything else that is wrong. */
const KEYS_FILE: Rule = {
  about: ['apiKeysFile'],
  problem: (configuration) =>
    keysFileOf(configuration).match(
      () => undefined,
      ({ message }) => message,
    ),
};

/** What a configuration is held to that is to be served. Commands do without the file of keys. */
export const SERVICE_RULES: readonly Rule[] = [...BETWEEN_SETTINGS, KEYS_FILE, GOOGLE_KEY_FILE, NOBODY_YET];
