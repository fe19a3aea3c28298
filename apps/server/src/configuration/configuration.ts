import type { SETTINGS, SettingName } from './settings-table.js';

/** Where a value came from. */
export interface Origin {
  readonly from: 'flag' | 'environment' | 'file' | 'default';
  /** As people would look for it: `--port`, `PORT`, `port in quiz-sync.config.json`, `default`. */
  readonly name: string;
}

/** Every setting with its value. */
export type ConfigurationValues = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name]['fallback'];
};

/** Every setting with its value, checked, and where each came from. */
export interface Configuration extends ConfigurationValues {
  readonly origins: Readonly<Record<SettingName, Origin>>;
  /** What keeps nobody from starting, but is surely not meant: one line each, beginning with the variable. */
  readonly warnings: readonly string[];
}

/** What is given, unchecked. */
export interface ConfigurationSources {
  /** By setting name (`spreadsheetId`); what is `undefined` was not given. */
  readonly flags?: Readonly<Partial<Record<SettingName, unknown>>>;
  /** As `process.env`. An empty variable counts as not given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What `quiz-sync.config.json` holds; `undefined` when there is none. */
  readonly file?: unknown;
}

/** The configuration cannot be used. */
export interface ConfigurationInvalid {
  readonly type: 'configuration_invalid';
  /** All that is wrong, one line each, naming the value, where it came from and what to do. */
  readonly problems: readonly string[];
}
