import { suggest } from '../suggest.js';
import { SETTING_NAMES, SETTINGS } from './settings-table.js';

const PREFIX = 'QUIZ_SYNC_';

/** The key for a service elsewhere (`quiz-sync status --url`), and what our own tests are told. */
const OF_OTHERS = /^QUIZ_SYNC_(API_KEY|(TEST|CRASH)_\w+)$/;

/** What Kubernetes and Docker tell every container of a service that is called `quiz-sync`. */
const SERVICE_LINK = /^QUIZ_SYNC_(\w+_)?(SERVICE_(HOST|PORT)(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)$/;
const LINK_ADDRESS = /^(tcp|udp|sctp):\/\//;

/** By the lower-case name without our prefix: who writes QUIZ_SYNC_PORT means PORT. */
const BY_WORDS = new Map(
  SETTING_NAMES.flatMap((name) => SETTINGS[name].variables).map((variable) => [wordsOf(variable), variable]),
);

/** A line for each variable that is named as ours are and is none: a typo there leaves a default in force. */
export function unknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(BY_WORDS.values());
  return Object.entries(env)
    .filter(([name, value = '']) => name.startsWith(PREFIX) && value !== '' && !known.has(name))
    .filter(([name, value = '']) => !OF_OTHERS.test(name) && !isServiceLink(name, value))
    .map(([name]) => `${name}: is not a setting; ${meant(name)}`);
}

function isServiceLink(name: string, value: string): boolean {
  return SERVICE_LINK.test(name) || (name.endsWith('_PORT') && LINK_ADDRESS.test(value));
}

function meant(name: string): string {
  const words = suggest(wordsOf(name), [...BY_WORDS.keys()]);
  const variable = words === undefined ? undefined : BY_WORDS.get(words);
  return variable === undefined ? 'quiz-sync config show lists them' : `did you mean ${variable}?`;
}

function wordsOf(variable: string): string {
  return variable.replace(PREFIX, '').toLowerCase();
}
