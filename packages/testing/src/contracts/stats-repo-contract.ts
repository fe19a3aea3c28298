import { type LearnerTally, type Submission, tallyLearner, tallySession } from '@quiz-sync/core';
import fc from 'fast-check';
import { arbitrarySubmission } from '../arbitraries/arbitrary-submission.js';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aResponse, aSubmission } from '../builders/a-submission.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function statsRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('StatsRepo', () => {
    const subject = storeUnderTest(test, harness);
    absence(test, subject);
    orderAndTies(test, subject);
    generated(test, subject);
  });
}

function absence({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('leaves out those who submitted nothing', async () => {
    const { stats, learners, sessions } = subject.store();
    await succeed(learners.upsert('learner-2', { first_name: 'Ada' }));
    await succeed(sessions.upsert('session-2', { user_id: 'learner-2' }, '2026-03-02T09:00:00.000Z'));
    await insertAll(subject, [aSubmission({ session_id: 'session-1' })]);
    expect(await succeed(stats.learners([]))).toEqual([]);
    expect(await succeed(stats.sessions([]))).toEqual([]);
    expect(await succeed(stats.learners(['learner-2', 'nobody']))).toEqual([]);
    expect(await succeed(stats.sessions(['session-2', 'unknown']))).toEqual([]);
  });

  it('answers once for one asked for twice', async () => {
    await insertAll(subject, [aSubmission({ session_id: 'session-1' })]);
    const { stats } = subject.store();
    expect(await succeed(stats.learners(['learner-1', 'learner-1']))).toHaveLength(1);
    expect(await succeed(stats.sessions(['session-1', 'session-1']))).toHaveLength(1);
  });
}

function orderAndTies({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('tells the latest of equal instants by the greatest id, in UTF-16 order', async () => {
    // In UTF-16 the ligature comes after the emoji, in UTF-8 before it.
    const submissions = ['a', '\ufb00', '\u{1f600}', 'B'].map((submission_id) =>
      aSubmission({ submission_id, session_id: `session of ${submission_id}` }),
    );
    await insertAll(subject, submissions);
    const [tally] = await succeed(subject.store().stats.learners(['learner-1']));
    expect(tally?.groups.map((group) => group.last_session_id)).toEqual(['session of \ufb00']);
  });

  it('keeps the latest session that was named, and when, though a later submission named none', async () => {
    const submissions = [
      aSubmission({ submission_id: 'a', session_id: 'session-1' }),
      aSubmission({ submission_id: 'b', submitted_at: '2026-03-02T10:00:00.001Z' }),
    ];
    await insertAll(subject, submissions);
    const [tally] = await succeed(subject.store().stats.learners(['learner-1']));
    expect(tally?.groups).toMatchObject([
      {
        last_session_id: 'session-1',
        last_session_at: submissions[0]?.submitted_at,
        last_answered_at: '2026-03-02T10:00:00.001Z',
      },
    ]);
  });

  it('says so when no submission named a session', async () => {
    await insertAll(subject, [aSubmission({ submission_id: 'a' })]);
    const [tally] = await succeed(subject.store().stats.learners(['learner-1']));
    expect(tally?.groups[0]?.last_session_id).toBeUndefined();
    expect(tally?.groups[0]?.last_session_at).toBeUndefined();
  });

  it('orders groups by course, none first, then topic, in UTF-16 order, awkward texts apart', async () => {
    const responses = AWKWARD_TEXTS.flatMap((text) => [
      aResponse({ topic: text }),
      aResponse({ topic: text, course_id: text }),
      aResponse({ topic: 'Fractions', course_id: text, correct: false }),
    ]);
    const submission = aSubmission({ responses });
    await insertAll(subject, [submission]);
    expect(await succeed(subject.store().stats.learners(['learner-1']))).toEqual([
      tallyLearner('learner-1', [submission]),
    ]);
  });

  it('counts distinct pages in ascending order of number', async () => {
    const responses = [10, 9, 2, 10, 0, 100_000].map((page_index) => aResponse({ page_index }));
    await insertAll(subject, [aSubmission({ responses: [...responses, aResponse()] })]);
    const [tally] = await succeed(subject.store().stats.learners(['learner-1']));
    expect(tally?.groups[0]?.pages).toEqual([0, 2, 9, 10, 100_000]);
    expect(tally?.groups[0]?.answered).toBe(7);
  });

  it('tells whose a session is by its earliest submission', async () => {
    await insertAll(subject, [
      aSubmission({ submission_id: 'c', session_id: 'session-1', user_id: 'second' }),
      aSubmission({ submission_id: 'b', session_id: 'session-1', user_id: 'first' }),
      aSubmission({
        submission_id: 'a',
        session_id: 'session-1',
        user_id: 'third',
        submitted_at: '2026-03-03T10:00:00.000Z',
      }),
    ]);
    expect(await succeed(subject.store().stats.sessions(['session-1']))).toEqual([
      {
        session_id: 'session-1',
        user_id: 'first',
        submissions: 3,
        last_submitted_at: '2026-03-03T10:00:00.000Z',
      },
    ]);
  });
}

const USERS = ['learner', '__proto__', 'Learner', 'learner '];
const SESSIONS = ['session', 'constructor', '\u{1f600}'];
const TOPICS = ['Fractions', 'fractions', '$topic', '\u00e9', 'e\u0301'];
const COURSES = ['course', 'Fractions', '\ufb00', '\u{1f600}'];

function generated({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('equals the pure functions over any submissions, inserted in any order', async () => {
    let run = 0;
    const pools = { users: USERS, sessions: SESSIONS, topics: TOPICS, courses: COURSES };
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrarySubmission(pools), { maxLength: 25 }), async (drawn) => {
        run += 1;
        const submissions = drawn.map((submission, index) => inRun(submission, run, index));
        await insertAll(subject, submissions);
        const { stats } = subject.store();
        const users = USERS.map((user) => `${run}:${user}`);
        expect(byUser(await succeed(stats.learners(users)))).toEqual(byUser(expectedLearners(submissions)));
        const sessions = SESSIONS.map((session) => `${run}:${session}`);
        const tallies = await succeed(stats.sessions(sessions));
        expect(new Map(tallies.map((tally) => [tally.session_id, tally]))).toEqual(
          expectedSessions(submissions),
        );
      }),
      { numRuns: 40 },
    );
  });
}

/** Apart from other runs' submissions, without losing which come together. */
function inRun(submission: Submission, run: number, index: number): Submission {
  const apart = {
    ...submission,
    submission_id: `${submission.submission_id.slice(0, 150)}:${run}:${index}`,
    user_id: `${run}:${submission.user_id}`,
  };
  return submission.session_id === undefined
    ? apart
    : { ...apart, session_id: `${run}:${submission.session_id}` };
}

function expectedLearners(submissions: readonly Submission[]): LearnerTally[] {
  const users = new Set(submissions.map((submission) => submission.user_id));
  return [...users].map((user) =>
    tallyLearner(
      user,
      submissions.filter((submission) => submission.user_id === user),
    ),
  );
}

function expectedSessions(submissions: readonly Submission[]) {
  const sessions = new Set(submissions.flatMap(({ session_id }) => session_id ?? []));
  return new Map(
    [...sessions].map((session) => [
      session,
      tallySession(
        session,
        submissions.filter((submission) => submission.session_id === session),
      ),
    ]),
  );
}

function byUser(tallies: readonly LearnerTally[]): Map<string, LearnerTally> {
  return new Map(tallies.map((tally) => [tally.user_id, tally]));
}

async function insertAll(subject: StoreUnderTest, submissions: readonly Submission[]): Promise<void> {
  await Promise.all(
    submissions.map((submission) => succeed(subject.store().submissions.insert(aSubmission(submission)))),
  );
}
