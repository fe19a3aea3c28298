import type { z } from 'zod';
import {
  algorithmsSchema,
  audienceSchema,
  clockToleranceSchema,
  DEFAULT_ALGORITHMS,
  issuerSchema,
  jwksUrlSchema,
  rateSchema,
  type TrustedProxies,
  trustProxySchema,
} from './access-schemas.js';
import { originsSchema } from './origins-schema.js';
import {
  emailSchema,
  emulatorHostSchema,
  hostSchema,
  type LogLevel,
  logLevelSchema,
  pathSchema,
  portSchema,
  privateKeySchema,
  type SchedulerChoice,
  type StoreLocation,
  schedulerSchema,
  spreadsheetIdSchema,
  storeSchema,
  switchSchema,
  tabsSchema,
  timeZoneSchema,
  topicCoursesSchema,
} from './setting-schemas.js';

/** One thing that can be configured. */
export interface Setting<T> {
  /** Environment variables that set it, first one first; none for what only the file can hold. */
  readonly variables: readonly string[];
  readonly schema: z.ZodType<T>;
  /** What holds when nobody says anything. */
  readonly fallback: T;
  /** One line for people: what it is for. */
  readonly about: string;
  /** Never shown. */
  readonly secret?: true;
}

const setting = <T>(value: Setting<T>): Setting<T> => value;
const optional = <T>(value: Omit<Setting<T>, 'fallback'>): Setting<T | undefined> => ({
  ...value,
  fallback: undefined,
});

/** Everything that can be configured; the keys are the names in code and in flags (`spreadsheetId`, `--spreadsheet-id`). */
export const SETTINGS = {
  host: setting({
    variables: ['HOST'],
    schema: hostSchema,
    fallback: '127.0.0.1',
    about: 'address to listen on; off loopback there must be an API key, a file of keys or JWT settings',
  }),
  port: setting({
    variables: ['PORT'],
    schema: portSchema,
    fallback: 3000,
    about: 'port to listen on; 0: any free one',
  }),
  store: setting<StoreLocation>({
    variables: ['QUIZ_SYNC_STORE'],
    schema: storeSchema,
    fallback: { type: 'sqlite', path: '.quiz-sync/quiz-sync.db' },
    about: 'where submissions are kept: sqlite:PATH or mongodb://…',
  }),
  spreadsheetId: optional({
    variables: ['QUIZ_SYNC_SPREADSHEET_ID', 'GOOGLE_SHEETS_SPREADSHEET_ID'],
    schema: spreadsheetIdSchema,
    about: 'the spreadsheet to write to, its id or URL; none: a local one',
  }),
  googleCredentialsFile: optional({
    variables: ['GOOGLE_APPLICATION_CREDENTIALS'],
    schema: pathSchema,
    about: 'key file of a service account',
  }),
  googleClientEmail: optional({
    variables: ['GOOGLE_CLIENT_EMAIL'],
    schema: emailSchema,
    about: 'address of a service account, with its key in GOOGLE_PRIVATE_KEY',
  }),
  googlePrivateKey: optional({
    variables: ['GOOGLE_PRIVATE_KEY'],
    schema: privateKeySchema,
    about: 'private key of the service account, PEM',
    secret: true,
  }),
  emulatorHost: optional({
    variables: ['SHEETS_EMULATOR_HOST'],
    schema: emulatorHostSchema,
    about: 'HOST:PORT of a Sheets emulator to use instead of Google',
  }),
  scheduler: setting<SchedulerChoice>({
    variables: ['QUIZ_SYNC_SCHEDULER'],
    schema: schedulerSchema,
    fallback: { type: 'timer' },
    about: 'what runs syncs: timer (in this process), or redis://HOST:PORT for several instances',
  }),
  syncEnabled: setting({
    variables: ['QUIZ_SYNC_SYNC_ENABLED'],
    schema: switchSchema,
    fallback: true,
    about: 'false stores everything and writes nothing to the spreadsheet',
  }),
  timeZone: setting({
    variables: ['QUIZ_SYNC_TIME_ZONE'],
    schema: timeZoneSchema,
    fallback: 'UTC',
    about: 'time zone in which days are counted',
  }),
  logLevel: setting<LogLevel>({
    variables: ['LOG_LEVEL'],
    schema: logLevelSchema,
    fallback: 'info',
    about: 'least important messages to log',
  }),
  apiKeysFile: optional({
    variables: ['QUIZ_SYNC_API_KEYS_FILE'],
    schema: pathSchema,
    about: 'JSON list of the SHA-256 hashes of API keys, besides those of quiz-sync keys create',
  }),
  jwtJwksUrl: optional({
    variables: ['QUIZ_SYNC_JWT_JWKS_URL'],
    schema: jwksUrlSchema,
    about: 'address of the keys (JWKS) of an identity provider: lets learners in by its tokens',
  }),
  jwtIssuer: optional({
    variables: ['QUIZ_SYNC_JWT_ISSUER'],
    schema: issuerSchema,
    about: 'who must have issued a token (iss), word for word',
  }),
  jwtAudience: optional({
    variables: ['QUIZ_SYNC_JWT_AUDIENCE'],
    schema: audienceSchema,
    about: 'whom a token must be meant for (aud)',
  }),
  jwtAlgorithms: setting<readonly string[]>({
    variables: ['QUIZ_SYNC_JWT_ALGORITHMS'],
    schema: algorithmsSchema,
    fallback: DEFAULT_ALGORITHMS,
    about: 'signatures that tokens may have, with commas between',
  }),
  jwtClockTolerance: setting({
    variables: ['QUIZ_SYNC_JWT_CLOCK_TOLERANCE'],
    schema: clockToleranceSchema,
    fallback: 30,
    about: "seconds by which the identity provider's clock may be off",
  }),
  rateLimitPerAddress: setting({
    variables: ['QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS'],
    schema: rateSchema,
    fallback: 60_000,
    about: 'requests that one address may send in a minute; 0: any number',
  }),
  rateLimitPerKey: setting({
    variables: ['QUIZ_SYNC_RATE_LIMIT_PER_KEY'],
    schema: rateSchema,
    fallback: 60_000,
    about: 'requests that one API key may send in a minute; 0: any number',
  }),
  rateLimitPerLearner: setting({
    variables: ['QUIZ_SYNC_RATE_LIMIT_PER_LEARNER'],
    schema: rateSchema,
    fallback: 600,
    about: 'requests that one learner with a token may send in a minute; 0: any number',
  }),
  allowedOrigins: setting<readonly string[]>({
    variables: ['QUIZ_SYNC_ALLOWED_ORIGINS'],
    schema: originsSchema,
    fallback: [],
    about: 'origins whose pages may use the API from a browser, with commas between; none: only our own',
  }),
  trustProxy: optional<TrustedProxies>({
    variables: ['QUIZ_SYNC_TRUST_PROXY'],
    schema: trustProxySchema,
    about:
      'how many proxies stand in front, or their addresses; none: nobody is believed about the caller’s address',
  }),
  tabs: setting({
    variables: [],
    schema: tabsSchema,
    fallback: {},
    about: 'other titles of tabs and headers of columns',
  }),
  topicCourses: setting<Record<string, string>>({
    variables: [],
    schema: topicCoursesSchema,
    fallback: {},
    about: 'course titles by topic',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** `--spreadsheet-id` */
export function flagOf(name: SettingName): string {
  return `--${separated(name, '-')}`;
}

/** `spreadsheet_id` */
export function fileKeyOf(name: SettingName): string {
  return separated(name, '_');
}

function separated(name: string, by: string): string {
  return name.replace(/[A-Z]/g, (letter) => by + letter.toLowerCase());
}
