import type { Clock } from './ports/clock.js';
import type { IdSource } from './ports/id-source.js';
import type { Log } from './ports/log.js';
import type { Scheduler } from './ports/scheduler.js';
import type { SheetsPort } from './ports/sheets-port.js';
import type { Store } from './ports/store.js';
import type { SettingsInput } from './settings.js';

/** What an application is made of. Everything handed over stays the caller's to close. */
export interface QuizSyncOptions {
  readonly store: Store;
  readonly sheets: SheetsPort;
  readonly scheduler: Scheduler;
  /** Default: no log. */
  readonly log?: Log;
  /** Default: the runtime's. */
  readonly clock?: Clock;
  /** Default: random UUIDs. */
  readonly ids?: IdSource;
  readonly settings?: SettingsInput;
}
