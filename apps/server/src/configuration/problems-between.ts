import type { Configuration } from './configuration.js';
import type { SettingName } from './settings-table.js';

/** A rule for settings that are each right by themselves; looked at only when all of them are. */
export interface Rule {
  readonly about: readonly SettingName[];
  readonly problem: (configuration: Configuration) => string | undefined;
  /** Looked at only when something else is wrong: by itself it is told later on, by who can be more certain. */
  readonly besides?: true;
}

/** Which settings may not go together. */
export const BETWEEN_SETTINGS: readonly Rule[] = [
  { about: ['jwtJwksUrl', 'jwtIssuer', 'jwtAudience'], problem: halfAnIdentityProvider },
  { about: ['googleClientEmail', 'googlePrivateKey'], problem: halfAnAccount },
  { about: ['emulatorHost', 'spreadsheetId'], problem: emulatorWithoutSpreadsheet },
];

/** What is wrong by these rules, leaving out settings in `wrong`. */
export function problemsBetween(
  configuration: Configuration,
  wrong: ReadonlySet<SettingName>,
  rules: readonly Rule[],
): string[] {
  return rules
    .filter(({ about }) => !about.some((name) => wrong.has(name)))
    .flatMap(({ problem }) => problem(configuration) ?? []);
}

/** A token that is held against less than all three may be one that was made for somebody else. */
function halfAnIdentityProvider({ jwtJwksUrl, jwtIssuer, jwtAudience }: Configuration): string | undefined {
  const missing = Object.entries({
    QUIZ_SYNC_JWT_JWKS_URL: jwtJwksUrl,
    QUIZ_SYNC_JWT_ISSUER: jwtIssuer,
    QUIZ_SYNC_JWT_AUDIENCE: jwtAudience,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 0 || missing.length === 3) return undefined;
  return `${missing.join(', ')}: tokens are let in by all three of JWKS address, issuer and audience: set what is missing, or none`;
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
