import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { Log } from '../ports/log.js';
import type { Observer } from '../ports/observer.js';
import type { Scheduler } from '../ports/scheduler.js';
import type { SheetsPort } from '../ports/sheets-port.js';
import type { Store } from '../ports/store.js';
import type { Settings } from '../settings.js';
import type { Quota } from '../sync/quota.js';
import type { RunWatcher } from '../sync/run-watcher.js';
import type { LandingTimes } from '../sync/settle/landing-times.js';
import type { TabLayout } from '../tabs/tab-layout.js';
import type { KeysUnderWay } from './under-key.js';

/** What use cases work with. Each is a plain function that takes this first. */
export interface Dependencies {
  readonly store: Store;
  readonly sheets: SheetsPort;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly settings: Settings;
  readonly layouts: readonly TabLayout[];
  readonly runWatcher: RunWatcher;
  readonly quota: Quota;
  readonly landingTimes: LandingTimes;
  readonly keysUnderWay: KeysUnderWay;
}
