import type { Configuration } from './configuration.js';
import { isLoopback } from './is-loopback.js';

/** What is wrong with settings that are each right but do not go together. */
export function problemsBetween(configuration: Configuration): string[] {
  return [openOffLoopback, halfAnAccount, emulatorWithoutSpreadsheet].flatMap(
    (rule) => rule(configuration) ?? [],
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
