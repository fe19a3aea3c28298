import type { QuizSync, StoreError } from '@quiz-sync/core';
import type { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';
import { type Check, MEND_FIRST, notLookedAt } from './check.js';
import { checkBacklog } from './check-backlog.js';
import { checkCells } from './check-cells.js';
import { checkLease } from './check-lease.js';
import { checkQuota } from './check-quota.js';
import { checkRevision } from './check-revision.js';
import type { SpreadsheetChecked } from './check-spreadsheet.js';
import { checkTabs, OF_TABS } from './check-tabs.js';
import { failedCheck } from './failed-check.js';

const OF_STATUS = ['cells', 'quota', 'backlog', 'lease'] as const;
const ALL = [...OF_TABS, ...OF_STATUS, 'revision'] as const;
const UNREADABLE = 'the spreadsheet cannot be read';

/** What store and spreadsheet say of each other. The status goes first: probing takes the lease itself. */
export async function checkSync(
  opening: ResultAsync<QuizSync, Failure>,
  spreadsheet: Pick<SpreadsheetChecked, 'state' | 'tabs'>,
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
  if (status.isErr()) return statusUnread(status.error);
  const found = status.value;
  const { spreadsheet_url: url, account } = found;
  const tabs =
    spreadsheet.tabs === undefined
      ? OF_TABS.map((name) => notLookedAt(name, UNREADABLE))
      : await checkTabs(quizSync, spreadsheet.tabs, { url, account });
  return [
    ...tabs,
    checkCells(found, now),
    checkQuota(found, now),
    checkBacklog(found),
    checkLease(found, now),
    await revisionOf(quizSync, spreadsheet.state, found.sync_enabled),
  ];
}

async function revisionOf(
  quizSync: QuizSync,
  spreadsheet: SpreadsheetChecked['state'],
  enabled: boolean,
): Promise<Check> {
  if (!enabled) return notLookedAt('revision', 'syncing is switched off, so nothing is written');
  if (spreadsheet !== 'readable') return notLookedAt('revision', UNREADABLE);
  return checkRevision(quizSync);
}

/** A store that does not answer fails each line that asks it; the spreadsheet is told of by others. */
async function statusUnread(error: StoreError): Promise<Check[]> {
  const failed = await Promise.all([...OF_STATUS, 'revision'].map((name) => failedCheck(name, error)));
  return [...OF_TABS.map((name) => notLookedAt(name, 'the store does not answer')), ...failed];
}

/** As {@link checkSync}, when there is nothing to ask. */
export function syncNotLookedAt(since: string): Check[] {
  return ALL.map((name) => notLookedAt(name, since));
}
