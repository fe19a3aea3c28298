import { completion, course, type Intake, learner, session, submission } from './facts.ts';

const FIRST_ROUND = Date.parse('2026-01-05T06:00:00.000Z');
const SEVEN_HOURS = 7 * 3_600_000;

/** Learners of all rounds; every round has one of its own besides. */
const LEARNERS = 3;

/** Numbers the rounds of a rig, so that nothing is made up twice. */
export function nextRound(rig: { rounds: number }): number {
  rig.rounds += 1;
  return rig.rounds;
}

/** One answered question of a newcomer. */
export function smallSubmission(round: number): Intake {
  return submission({
    submission_id: `small-${round}`,
    user_id: `newcomer-${round}`,
    quiz_type: 'micro',
    submitted_at: timeOf(round, 0),
    responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
  });
}

/**
 * What clients send in one round, all at once: something of every kind, for learners and sessions that are known and new
 * ones, and one submission twice.
 */
export function ordinaryRound(round: number): Intake[] {
  const learnerNumber = round % LEARNERS;
  const userId = `learner-${learnerNumber}`;
  const sessionId = `session-${learnerNumber}`;
  const newcomers = submission({
    submission_id: `first-${round}`,
    user_id: `newcomer-${round}`,
    quiz_type: 'diagnostic',
    submitted_at: timeOf(round, 1),
    responses: [{ quiz_id: '007', topic: 'Fractions', selected_option: 'B', correct: round % 2 === 0 }],
  });
  return [
    quizOf(round, userId, sessionId),
    newcomers,
    newcomers,
    completion({
      user_id: userId,
      course_id: `course-${round}`,
      session_id: sessionId,
      completed_at: timeOf(round, 2),
    }),
    learner(userId, { first_name: `Name ${round}`, email: `learner${learnerNumber}@example.org` }),
    course(`course-${round}`, { title: `Course ${round}`, page_count: round }),
    session(sessionId, {
      user_id: userId,
      last_activity: timeOf(round, 3),
      messages_per_session: round % 4,
      pretest_completed: round % 2 === 0,
    }),
  ];
}

function quizOf(round: number, userId: string, sessionId: string): Intake {
  const correct = (index: number) => (round + index) % 3 !== 0;
  return submission({
    submission_id: `quiz-${round}`,
    user_id: userId,
    session_id: sessionId,
    quiz_type: 'course',
    submitted_at: timeOf(round, 0),
    responses: [
      {
        quiz_id: `q${round}`,
        topic: 'Algebra',
        selected_option: 'A',
        correct: correct(0),
        course_id: 'algebra',
        page_index: round % 9,
      },
      {
        quiz_id: `q${round}`,
        topic: '=1+1',
        selected_option: 'C',
        correct: correct(1),
        explanation: '  kept as it is ',
      },
      { quiz_id: '0012', topic: 'Algebra', selected_option: 'D', correct: correct(2) },
    ],
  });
}

/** What is stored under a key: a submission that comes under another key as well, and a completion. */
export function keyedRound(round: number): Intake[] {
  const finished = completion({
    user_id: `newcomer-${round}`,
    course_id: 'algebra',
    session_id: `session-${round}`,
    completed_at: timeOf(round, 1),
  });
  return [
    { ...smallSubmission(round), key: `first-${round}` },
    { ...smallSubmission(round), key: `second-${round}` },
    { ...finished, key: `third-${round}` },
  ];
}

/** Every learner with answers in this course is shown under its new title. */
export function retitlingRound(round: number): Intake[] {
  return [course('algebra', { title: `Algebra, edition ${round}`, page_count: 9 })];
}

/** A course that nobody takes: stored, pending, and no row anywhere. */
export function unseenRound(round: number): Intake[] {
  return [course(`unseen-${round}`, { title: `Unseen ${round}` })];
}

/** Sessions in which nothing has happened, for a clean-up. */
export function emptySessions(round: number): { readonly ids: string[]; readonly intakes: Intake[] } {
  const ids = [`empty-${round}-a`, `empty-${round}-b`];
  const facts = { user_id: 'learner-0', last_activity: timeOf(0, 0), messages_per_session: 0 };
  return { ids, intakes: ids.map((id) => session(id, facts)) };
}

/** No two things of a round, and no two rounds, have the same time. */
function timeOf(round: number, step: number): string {
  return new Date(FIRST_ROUND + round * SEVEN_HOURS + step * 61_000).toISOString();
}
