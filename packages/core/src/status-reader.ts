import type { Clock } from './ports/clock.js';
import type { Scheduler } from './ports/scheduler.js';
import type { SheetsPort } from './ports/sheets-port.js';
import type { Store } from './ports/store.js';
import type { QuizSync } from './quiz-sync.js';
import { defaultClock } from './runtime/default-clock.js';
import { defaultIds } from './runtime/default-ids.js';
import { resolveSettings, type SettingsInput } from './settings.js';
import { createQuota } from './sync/quota.js';
import { tabLayouts } from './tabs/tab-layout.js';
import { readSyncStatus } from './use-cases/read-sync-status.js';

/** What a status is read from. Everything handed over stays the caller's to close. */
export interface StatusParts {
  readonly store: Store;
  readonly sheets: Pick<SheetsPort, 'target' | 'describe'>;
  readonly scheduler: Pick<Scheduler, 'look'>;
  /** Default: the runtime's. */
  readonly clock?: Clock;
  readonly settings?: SettingsInput;
}

/** Tells the status as `createQuizSync` would, and can do nothing else. Throws a `TypeError` on settings that cannot be. */
export function statusReader(parts: StatusParts): Pick<QuizSync, 'syncStatus'> {
  const { store, sheets, scheduler, clock = defaultClock } = parts;
  const settings = resolveSettings(parts.settings, defaultIds);
  const layouts = tabLayouts(settings.tabs);
  const deps = { store, sheets, scheduler, clock, settings, layouts, quota: createQuota(clock) };
  return { syncStatus: () => readSyncStatus(deps) };
}
