import {
  countingIds,
  fakeClock,
  fakeSheets,
  manualScheduler,
  memoryStore,
  recordingLog,
} from '@quiz-sync/testing';
import { noObserver } from '../../src/ports/observer.js';
import { resolveSettings, type SettingsInput } from '../../src/settings.js';
import { createQuota } from '../../src/sync/quota.js';
import { createRunWatcher } from '../../src/sync/run-watcher.js';
import { createLandingTimes } from '../../src/sync/settle/landing-times.js';
import { tabLayouts } from '../../src/tabs/tab-layout.js';
import type { Dependencies } from '../../src/use-cases/dependencies.js';

/** Dependencies of use cases, all fakes, with what each fake can do besides. */
export function makeDependencies(input: SettingsInput = {}) {
  const clock = fakeClock();
  const settings = resolveSettings({ instance: 'here', ...input });
  return {
    clock,
    settings,
    store: memoryStore({ now: clock.now }),
    sheets: fakeSheets(),
    scheduler: manualScheduler(),
    log: recordingLog(),
    observer: noObserver,
    ids: countingIds(),
    layouts: tabLayouts(settings.tabs),
    runWatcher: createRunWatcher(),
    quota: createQuota(clock),
    landingTimes: createLandingTimes(clock),
    keysUnderWay: new Map(),
  } satisfies Dependencies;
}
