import { createQuizSync as create, type QuizSync, type QuizSyncOptions } from '@quiz-sync/core';
import { withKillPoints, withQuickLease } from './ports.ts';

export * from '@quiz-sync/core';

/** Calls as fast as they come: seconds of waiting for a quota prove nothing here. */
const NO_QUOTA = {
  limits: { burst: 60, perSecond: 60 },
  take: () => 0,
  left: () => 1,
  level: () => 60,
  takeOver: () => {},
};

/** Core's own, on ports whose calls are kill points. */
export function createQuizSync(options: QuizSyncOptions): QuizSync {
  const { store, sheets } = options;
  return create({
    ...options,
    quota: NO_QUOTA,
    store: withQuickLease(withKillPoints(store)),
    sheets: { ...sheets, ...withKillPoints({ sheets: { read: sheets.read, write: sheets.write } }).sheets },
  });
}
