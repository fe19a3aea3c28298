import type { Configuration } from './configuration.js';
import { isLoopback } from './is-loopback.js';
import type { SettingName } from './settings-table.js';

/** A rule for settings that are each right but may not go together; looked at only when all of them are right. */
interface Rule {
  readonly about: readonly SettingName[];
  readonly problem: (configuration: Configuration) => string | undefined;
}

const RULES: readonly Rule[] = [
  { about: ['host', 'apiKeysFile'], problem: openOffLoopback },
  { about: ['googleClientEmail', 'googlePrivateKey'], problem: halfAnAccount },
  { about: ['emulatorHost', 'spreadsheetId'], problem: emulatorWithoutSpreadsheet },
];

/** What is wrong between settings, leaving out those in `wrong`. */
export function problemsBetween(configuration: Configuration, wrong: ReadonlySet<SettingName>): string[] {
  return RULES.filter(({ about }) => !about.some((name) => wrong.has(name))).flatMap(
    ({ problem }) => problem(configuration) ?? [],
  );
}

/** Whoever reaches the port could read and write every learner's results. */
function openOffLoopback({ host, apiKeysFile, origins }: Configuration): string | undefined {
  if (isLoopback(host) || apiKeysFile !== undefined) return undefined;
  return `${origins.host.name}: ${host} can be reached from other machines, and nothing would ask who is calling: set QUIZ_SYNC_API_KEYS_FILE, or HOST to 127.0.0.1`;
}

function halfAnAccount({ googleClientEmail, googlePrivateKey, origins }: Configuration): string | undefined {
  if ((googleClientEmail === undefined) === (googlePrivateKey === undefined)) return undefined;
  return googlePrivateKey === undefined
    ? `${origins.googleClientEmail.name}: is set without its key: set GOOGLE_PRIVATE_KEY too, or neither`
    : `${origins.googlePrivateKey.name}: is set without its account: set GOOGLE_CLIENT_EMAIL too, or neither`;
}

function emulatorWithoutSpreadsheet({
  emulatorHost,
  spreadsheetId,
  origins,
}: Configuration): string | undefined {
  if (emulatorHost === undefined || spreadsheetId !== undefined) return undefined;
  return `${origins.emulatorHost.name}: names an emulator but no spreadsheet in it: set QUIZ_SYNC_SPREADSHEET_ID (POST http://${emulatorHost}/v4/spreadsheets makes one and answers its id)`;
}
