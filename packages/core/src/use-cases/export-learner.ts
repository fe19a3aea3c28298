import { errAsync, okAsync, type Result, type ResultAsync, safeTry } from 'neverthrow';
import { learnerIdSchema } from '../domain/learner.js';
import type { Submission } from '../domain/submission.js';
import type { SubmissionsCursor } from '../ports/personal-data.js';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import type { LearnerExport, LearnerUnknown } from '../quiz-sync.js';
import type { Dependencies } from './dependencies.js';
import { gatherLearners } from './gather-learners.js';

/** Submissions in memory at a time: one holds 500 responses at most. */
const PAGE = 100;

/** See {@link QuizSync.exportLearner}. */
export function exportLearner(
  { store, settings, clock }: Pick<Dependencies, 'store' | 'settings' | 'clock'>,
  userId: string,
): ResultAsync<LearnerExport, StoreError | LearnerUnknown> {
  const unknown: LearnerUnknown = { type: 'learner_unknown', user_id: userId };
  if (!learnerIdSchema.safeParse(userId).success) return errAsync(unknown);
  return safeTry(async function* () {
    const [statistics] = yield* gatherLearners(store, settings, [userId]);
    const sessions = yield* store.personal.sessionsOf(userId);
    if (statistics === undefined && sessions.length === 0) return errAsync(unknown);
    const [profile] = yield* store.learners.findMany([userId]);
    const completions = yield* store.courses.completionsOf([userId]);
    const exported_at = new Date(clock.now()).toISOString();
    const known = { user_id: userId, exported_at, profile, completions, sessions, statistics };
    return okAsync({ ...known, submissions: pagesOf(store, userId) });
  });
}

async function* pagesOf(
  { personal }: Pick<Store, 'personal'>,
  userId: string,
): AsyncGenerator<Result<readonly Submission[], StoreError>, void, undefined> {
  let cursor: SubmissionsCursor | undefined;
  do {
    const page = await personal.submissionsOf(userId, cursor, PAGE);
    yield page.map(({ submissions }) => submissions);
    cursor = page.isOk() ? page.value.next : undefined;
  } while (cursor !== undefined);
}
