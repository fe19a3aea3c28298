import type { IdSource } from './ports/id-source.js';
import { defaultIds } from './runtime/default-ids.js';
import type { TabName } from './tabs/tab-name.js';

/** What an embedder may set; every part has a default. */
export interface SettingsInput {
  /** IANA zone in which calendar days are counted. Default `UTC`. */
  readonly timeZone?: string;
  /** Course by topic, for responses without a course of the catalogue. Default: none. */
  readonly topicCourses?: Readonly<Record<string, string>>;
  /** Other titles of tabs, and other headers of their columns (field to header). */
  readonly tabs?: Partial<
    Record<TabName, { readonly title?: string; readonly headers?: Readonly<Record<string, string>> }>
  >;
  /** Default true; false stores everything and syncs nothing. */
  readonly syncEnabled?: boolean;
  /** Default true: one sync at creation when anything is pending. A command that only looks sets false. */
  readonly syncOnStart?: boolean;
  /** How this instance is named in the lease. Default: a random name. */
  readonly instance?: string;
}

/** The settings with every default filled in. */
export interface Settings {
  readonly timeZone: string;
  /** A map, so that a topic named like a property of objects finds nothing. */
  readonly topicCourses: ReadonlyMap<string, string>;
  readonly tabs: NonNullable<SettingsInput['tabs']>;
  readonly syncEnabled: boolean;
  readonly syncOnStart: boolean;
  readonly instance: string;
}

/** Fills in the defaults. Throws a `TypeError` that names the setting when one cannot be used. */
export function resolveSettings(input: SettingsInput = {}, ids: IdSource = defaultIds): Settings {
  return {
    timeZone: checkedTimeZone(input.timeZone ?? 'UTC'),
    topicCourses: new Map(Object.entries(input.topicCourses ?? {})),
    tabs: input.tabs ?? {},
    syncEnabled: input.syncEnabled ?? true,
    syncOnStart: input.syncOnStart ?? true,
    instance: input.instance ?? ids.newId(),
  };
}

/** Offsets such as `+05:30` are refused although the runtime knows them: they would be wrong for half the year. */
function checkedTimeZone(timeZone: string): string {
  if (!/^[+-]/.test(timeZone) && isTimeZone(timeZone)) return timeZone;
  throw new TypeError(
    `timeZone must be the IANA name of a time zone, such as Europe/Berlin or UTC, not ${JSON.stringify(timeZone)}`,
  );
}

/** Every runtime has UTC, and looking up a zone for the first time takes longer than all else that a command does. */
function isTimeZone(timeZone: string): boolean {
  if (timeZone === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}
