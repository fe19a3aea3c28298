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
