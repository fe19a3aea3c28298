import fc from 'fast-check';
import type { ResponseFact, SubmissionFact } from '../facts.ts';
import { type Model, next } from '../model.ts';
import type { World } from '../world.ts';
import { course, session, topic, user } from './names.ts';

/** A submission but for what is different each time. */
export interface Draft {
  readonly user_id: string;
  readonly session_id?: string;
  readonly responses: readonly ResponseFact[];
  /** How long ago it was made on a device without a network. */
  readonly hoursAgo: number;
}

const HOUR_MS = 3_600_000;

const freeAnswer: fc.Arbitrary<ResponseFact> = fc.record(
  {
    quiz_id: fc.constantFrom('q1', '007'),
    topic,
    selected_option: fc.constantFrom('A', 'B'),
    correct: fc.boolean(),
    explanation: fc.constantFrom('', '=1+1', 'why not'),
  },
  { requiredKeys: ['quiz_id', 'topic', 'selected_option', 'correct'] },
);

const courseAnswer: fc.Arbitrary<ResponseFact> = fc.record({
  quiz_id: fc.constantFrom('q1', '007'),
  topic,
  selected_option: fc.constantFrom('A', 'B'),
  correct: fc.boolean(),
  course_id: course,
  page_index: fc.nat({ max: 3 }),
});

const answers: fc.Arbitrary<ResponseFact[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(freeAnswer, { minLength: 1, maxLength: 4 }) },
  { weight: 3, arbitrary: fc.array(courseAnswer, { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(freeAnswer, { minLength: 8, maxLength: 10 }) },
);

export const draft: fc.Arbitrary<Draft> = fc
  .record({
    user_id: user,
    session_id: session,
    named: fc.boolean(),
    responses: answers,
    hoursAgo: fc.constantFrom(0, 0, 0, 1, 25, 49),
  })
  .map(({ session_id, named, ...rest }) => (named ? { ...rest, session_id } : rest));

/** Time moves on with each, so that of two there is always a later one. */
export function finish(model: Model, world: World, { hoursAgo, ...rest }: Draft): SubmissionFact {
  world.advance(1);
  const at = world.now() - hoursAgo * HOUR_MS;
  const about = { ...rest, submission_id: `q${next(model)}` };
  const sent = { ...about, quiz_type: 'micro', submitted_at: new Date(at).toISOString() };
  return { ...about, at, sent, by: 'submitQuiz' };
}
