import {
  type LearnerTally,
  type SessionTally,
  type StatsRepo,
  type Submission,
  tallyLearner,
  tallySession,
} from '@quiz-sync/core';
import { type MongoContext, perform } from './mongo-context.js';
import { slices, unique } from './slices.js';
import { subjectsAfter } from './subjects.js';
import { toSubmission } from './submission-document.js';

export function statsRepo(context: MongoContext): StatsRepo {
  return {
    learners: (userIds) => perform(context, () => tallyLearners(context, userIds)),
    sessions: (sessionIds) => perform(context, () => tallySessions(context, sessionIds)),
    subjects: (cursor, limit) => perform(context, () => subjectsAfter(context, cursor, limit)),
  };
}

/** Statistics need neither; they are most of a document. */
const WITHOUT_TEXTS = { 'responses.explanation': 0, 'responses.question_data': 0 };

/** Learners asked for by one query. */
const TOGETHER = 200;

/** Core's own fold over documents that come learner by learner, so that one history is held at a time. */
async function tallyLearners(
  { submissions }: MongoContext,
  userIds: readonly string[],
): Promise<LearnerTally[]> {
  const tallies: LearnerTally[] = [];
  for (const slice of slices(unique(userIds), TOGETHER)) {
    const cursor = submissions
      .find({ user_id: { $in: slice } }, { projection: WITHOUT_TEXTS, batchSize: 500 })
      .sort({ user_id: 1 });
    let history: Submission[] = [];
    const fold = (): void => {
      const [first] = history;
      if (first !== undefined) tallies.push(tallyLearner(first.user_id, history));
      history = [];
    };
    for await (const document of cursor) {
      if (history[0]?.user_id !== document.user_id) fold();
      history.push(toSubmission(document));
    }
    fold();
  }
  return tallies;
}

async function tallySessions(
  { submissions }: MongoContext,
  sessionIds: readonly string[],
): Promise<SessionTally[]> {
  const bySession = new Map<string, Submission[]>();
  for (const slice of slices(unique(sessionIds), TOGETHER)) {
    const filter = { session_id: { $in: slice } };
    for await (const document of submissions.find(filter, { projection: { responses: 0 } })) {
      const { session_id = '' } = document;
      const named = bySession.get(session_id) ?? [];
      named.push(toSubmission({ ...document, responses: [] }));
      bySession.set(session_id, named);
    }
  }
  return Array.from(bySession, ([sessionId, named]) => tallySession(sessionId, named));
}
