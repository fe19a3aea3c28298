import type { Response, Submission } from '@quiz-sync/core';

/** One answered question: right, to topic `Fractions`, of no course. */
export function aResponse(overrides: Partial<Response> = {}): Response {
  return { quiz_id: 'quiz-1', topic: 'Fractions', selected_option: 'A', correct: true, ...overrides };
}

/** A micro quiz of one response by `learner-1`, of no session. */
export function aSubmission(overrides: Partial<Submission> = {}): Submission {
  return {
    submission_id: 'submission-1',
    user_id: 'learner-1',
    quiz_type: 'micro',
    submitted_at: '2026-03-02T10:00:00.000Z',
    responses: [aResponse()],
    ...overrides,
  };
}

/** `count` responses to different questions. */
export function someResponses(count: number, overrides: Partial<Response> = {}): Response[] {
  return Array.from({ length: count }, (_, index) =>
    aResponse({ quiz_id: `quiz-${index + 1}`, ...overrides }),
  );
}
