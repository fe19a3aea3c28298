import { type QuizSync, TEST_LEARNER } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { CommandContext } from '../context.js';
import type { Failure } from '../failure.js';
import { moment } from '../render/times.js';
import { GONE, type Talk } from './talk.js';

/** What became of the test row. */
export type TestRow =
  | 'went_through'
  /** Rows of this store have been written to this spreadsheet already. */
  | 'not_needed'
  | 'not_wanted'
  | 'syncing_is_off';

/** Whether a test row of before was not taken back, since that was killed: the next one takes it along. */
async function isLeft(quizSync: Pick<QuizSync, 'learnerStatistics'>): Promise<boolean> {
  return (await quizSync.learnerStatistics(TEST_LEARNER)).isOk();
}

/** Sends a row through store and sync into the spreadsheet and takes it back, unless that is known to work. */
export async function tryRow(
  context: CommandContext,
  talk: Talk,
  quizSync: Pick<QuizSync, 'syncStatus' | 'sendTestRow' | 'learnerStatistics'>,
): Promise<Result<TestRow, Failure>> {
  const status = await quizSync.syncStatus();
  if (status.isErr()) return err(status.error);
  const { last_success_at: before } = status.value;
  if (before !== undefined && !(await isLeft(quizSync))) {
    talk.fine(`Rows go through: last ${moment(before, context.now())}`);
    return ok('not_needed');
  }
  if (context.stop.aborted) return err(GONE);
  talk.say('  Sending a test row through, and taking it back; this takes ten seconds ...');
  const sent = await quizSync.sendTestRow();
  if (sent.isOk()) {
    talk.fine(`It came out in row ${sent.value.row}, and was taken back: nothing of it is left`);
    return ok('went_through');
  }
  const { error } = sent;
  if (error.type === 'sync_disabled') return ok('syncing_is_off');
  return err(error.type === 'row_not_seen' ? { type: 'not_written', message: error.message } : error);
}
