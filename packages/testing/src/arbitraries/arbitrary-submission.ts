import type { Option, Response, Submission } from '@quiz-sync/core';
import fc from 'fast-check';
import { arbitraryId, arbitraryText } from './arbitrary-text.js';

/** What generated submissions draw from; small pools make them meet in the same learner, session, topic and course. */
export interface SubmissionPools {
  readonly users?: readonly string[];
  readonly sessions?: readonly string[];
  readonly topics?: readonly string[];
  readonly courses?: readonly string[];
}

const OPTIONS: readonly Option[] = ['A', 'B', 'C', 'D'];

/** A day around which generated submissions crowd, so that equal instants and equal days are common. */
const CROWDED_DAY = Date.parse('2026-03-28T22:00:00.000Z');
const MINUTE = 60_000;

/** Any submission that core's schema lets through, with few responses. */
export function arbitrarySubmission(pools: SubmissionPools = {}): fc.Arbitrary<Submission> {
  return fc.record(
    {
      submission_id: arbitraryId(),
      user_id: oneOf(pools.users),
      session_id: oneOf(pools.sessions),
      quiz_type: fc.constantFrom('micro' as const, 'diagnostic' as const, 'course' as const),
      submitted_at: arbitraryInstant(),
      selected_course_type: arbitraryId(),
      responses: fc.array(arbitraryResponse(pools), { minLength: 1, maxLength: 6 }),
    },
    {
      noNullPrototype: true,
      requiredKeys: ['submission_id', 'user_id', 'quiz_type', 'submitted_at', 'responses'],
    },
  );
}

/** Any response whose `correct` agrees with its `correct_answer`. */
export function arbitraryResponse(pools: SubmissionPools = {}): fc.Arbitrary<Response> {
  return fc
    .record(
      {
        quiz_id: arbitraryId(),
        topic: oneOf(pools.topics),
        selected_option: fc.constantFrom(...OPTIONS),
        correct_answer: fc.constantFrom(...OPTIONS),
        course_id: oneOf(pools.courses),
        page_index: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1_000_000 })),
        explanation: arbitraryText({ min: 0, max: 200 }),
        question_data: arbitraryJson(),
        guess: fc.boolean(),
      },
      { noNullPrototype: true, requiredKeys: ['quiz_id', 'topic', 'selected_option', 'guess'] },
    )
    .map(({ guess, ...response }) => ({
      ...response,
      correct:
        response.correct_answer === undefined ? guess : response.selected_option === response.correct_answer,
    }));
}

/** Crowded around one day, with some far away; ISO in UTC, as the schemas normalise instants. */
export function arbitraryInstant(): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.nat({ max: 40 }).map((step) => CROWDED_DAY + step * 7 * MINUTE) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00.000Z') }) },
    )
    .map((epochMs) => new Date(epochMs).toISOString());
}

/** JSON without the names that reach a prototype, and without -0, which JSON itself does not keep. */
function arbitraryJson(): fc.Arbitrary<NonNullable<Response['question_data']>> {
  const { value } = fc.letrec<{ value: NonNullable<Response['question_data']> }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      arbitraryText({ min: 0, max: 50 }),
      fc.boolean(),
      fc.integer().map((number) => number / 8 || 0),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('$where', 'a.b', '', 'key', 'toString', '0'), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    ),
  }));
  return value;
}

function oneOf(pool: readonly string[] | undefined): fc.Arbitrary<string> {
  return pool === undefined ? arbitraryId() : fc.constantFrom(...pool);
}
