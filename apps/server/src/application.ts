import type { ApiKeys, Log, Observer, QuizSync } from '@quiz-sync/core';
import type { Configuration } from './configuration/configuration.js';

/** Everything opened and put together. Whoever opens one closes it. */
export interface Application {
  readonly quizSync: QuizSync;
  readonly apiKeys: ApiKeys;
  readonly configuration: Configuration;
  readonly log: Log;
  /** The spreadsheet that is written to. */
  readonly spreadsheetId: string;
  /** `http://host:port` of the emulator that holds the spreadsheet; `undefined` when Google does. */
  readonly sheetsEmulatorUrl: string | undefined;
  /** Lets a sync end its batch (for some seconds), then closes the store and what else was opened. Idempotent. */
  close(): Promise<void>;
}

/** What opens the application: a service that goes on, or a command that ends in a moment. */
export type Role = 'service' | 'command';

export interface ApplicationOptions {
  /** Default: standard output, at the configured level. */
  readonly log?: Log;
  /** Who is told what happens. Default: nobody. */
  readonly observer?: Observer;
  /**
   * Default `service`. A `command` does not sync by itself what was left pending, and others wait until it gives the
   * local spreadsheet free instead of joining it.
   */
  readonly role?: Role;
  /** Whether a store that is not there yet is an error; otherwise it is made. Default: false. */
  readonly storeMustExist?: boolean;
}

/**
 * Something the configuration names cannot be opened; `message` says what, why and what to do, in one line. Of a store:
 * `store_missing` when there is none, `store_unusable` when what is there is none or cannot be taken as it is, and
 * `store_not_open` when it may be there later.
 */
export interface ApplicationNotOpen {
  readonly type:
    | 'store_missing'
    | 'store_unusable'
    | 'store_not_open'
    | 'local_spreadsheet_not_open'
    | 'settings_refused';
  readonly message: string;
}
