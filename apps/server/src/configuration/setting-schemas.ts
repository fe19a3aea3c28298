import { TAB_NAMES } from '@quiz-sync/core/light';
import { z } from 'zod';

/** Where submissions are kept. */
export type StoreLocation =
  | { readonly type: 'sqlite'; readonly path: string }
  | { readonly type: 'mongodb'; readonly url: string };

/** What runs syncs: this process alone, or whichever instance a Redis names. */
export type SchedulerChoice = { readonly type: 'timer' } | { readonly type: 'redis'; readonly url: string };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Values come as text from flags and the environment, and as JSON from the file. */
const text = z.string('must be text').trim().min(1, 'must not be empty');

export const hostSchema = text.regex(/^[\w.:%-]+$/, 'must be a host name or address, such as 127.0.0.1');

const PORT_RULE = 'must be a whole number from 0 to 65535 (0: any free port)';

export const portSchema = z
  .union([z.int(), z.string().trim().regex(/^\d+$/).transform(Number)], PORT_RULE)
  .refine((port) => port >= 0 && port <= 65_535, PORT_RULE);

export const storeSchema = text.transform((location, context): StoreLocation => {
  if (location.startsWith('sqlite:') && location.length > 'sqlite:'.length)
    return { type: 'sqlite', path: location.slice('sqlite:'.length) };
  if (/^mongodb(\+srv)?:\/\/[^\s/]/.test(location)) return { type: 'mongodb', url: location };
  const message =
    'must be sqlite:PATH, such as sqlite:.quiz-sync/quiz-sync.db, or mongodb://USER:PASSWORD@HOST:PORT/DATABASE';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/**
 * People copy the address bar: the id is taken out of a whole URL, also one of somebody with several accounts (`/u/1/`).
 * That of what was published on the web (`/d/e/`) holds no id.
 */
export const spreadsheetIdSchema = text
  .transform((given) => /\/spreadsheets\/(?:u\/\d+\/)?d\/(?!e\/)([\w-]+)/.exec(given)?.[1] ?? given)
  .refine((id) => /^[\w-]+$/.test(id), {
    error:
      'must be the id of a spreadsheet (or its URL): the part after /d/ in https://docs.google.com/spreadsheets/d/ID/edit',
  });

/** Private keys travel through environments with their line breaks written as \n. */
export const privateKeySchema = text.transform((key) => key.replaceAll('\\n', '\n'));

export const emulatorHostSchema = text
  .transform((given) => given.replace(/^http:\/\//, '').replace(/\/$/, ''))
  .refine((host) => /^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i.test(host), {
    error: 'must be HOST:PORT of a Sheets emulator, such as 127.0.0.1:8090',
  });

export const schedulerSchema = text.transform((kind, context): SchedulerChoice => {
  if (kind === 'timer') return { type: 'timer' };
  if (isRedisUrl(kind)) return { type: 'redis', url: kind };
  const message =
    'must be timer, or the URL of a Redis such as redis://127.0.0.1:6379 (or rediss://USER:PASSWORD@HOST:PORT/DATABASE; what is special in a password is written as %40 for @, %2F for / and so on)';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function isRedisUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname)
  );
}

export const timeZoneSchema = text.refine(isTimeZone, {
  error: 'must be the IANA name of a time zone, such as Europe/Berlin or UTC',
});

/** Offsets are refused although the runtime takes them: they would be wrong for half the year. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const logLevelSchema = z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`);

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];

export const switchSchema = z.union(
  [z.boolean(), z.enum([...YES, ...NO]).transform((word) => YES.includes(word))],
  'must be true or false',
);

export const pathSchema = text;
export const emailSchema = z.email('must be the e-mail address of a service account');

export const tabsSchema = z.partialRecord(
  z.enum(TAB_NAMES),
  z.strictObject({
    title: text.max(100, 'must be at most 100 characters, as Google has it').exactOptional(),
    headers: z.record(z.string(), text).exactOptional(),
  }),
  { error: `must be an object with some of ${TAB_NAMES.join(', ')}` },
);

export const topicCoursesSchema = z.record(z.string(), text, {
  error: 'must be an object of course titles by topic',
});
