import type { QuizSync } from '@quiz-sync/core';
import type { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';
import { type Check, MEND_FIRST, notLookedAt } from './check.js';
import { checkBacklog } from './check-backlog.js';
import { checkCells } from './check-cells.js';
import { checkLease } from './check-lease.js';
import { checkRevision } from './check-revision.js';
import type { SpreadsheetChecked } from './check-spreadsheet.js';
import { failedCheck } from './failed-check.js';

const OF_STATUS = ['cells', 'backlog', 'lease'] as const;
const ALL = [...OF_STATUS, 'revision'] as const;

/** What store and spreadsheet say of each other. The status goes first: probing takes the lease itself. */
export async function checkSync(
  opening: ResultAsync<QuizSync, Failure>,
  spreadsheet: SpreadsheetChecked['state'],
  now: number,
): Promise<Check[]> {
  const opened = await opening;
  if (opened.isErr() && opened.error.type === 'configuration_invalid') return syncNotLookedAt(MEND_FIRST);
  if (opened.isErr())
    return [
      await failedCheck('application', opened.error),
      ...syncNotLookedAt('the application cannot be opened'),
    ];
  const quizSync = opened.value;
  const status = await quizSync.syncStatus();
  if (status.isErr()) return Promise.all(ALL.map((name) => failedCheck(name, status.error)));
  const found = status.value;
  return [
    checkCells(found, now),
    checkBacklog(found),
    checkLease(found, now),
    await revisionOf(quizSync, spreadsheet, found.sync_enabled),
  ];
}

async function revisionOf(
  quizSync: QuizSync,
  spreadsheet: SpreadsheetChecked['state'],
  enabled: boolean,
): Promise<Check> {
  if (!enabled) return notLookedAt('revision', 'syncing is switched off, so nothing is written');
  if (spreadsheet !== 'readable') return notLookedAt('revision', 'the spreadsheet cannot be read');
  return checkRevision(quizSync);
}

/** As {@link checkSync}, when there is nothing to ask. */
export function syncNotLookedAt(since: string): Check[] {
  return ALL.map((name) => notLookedAt(name, since));
}
