import type { Problem } from '@quiz-sync/express';
import { expect } from 'vitest';

/** The problem document of an answer that is whole and in form. */
export async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await answer.json()) as Problem;
  expect(problem).toEqual({
    type: `urn:quiz-sync:problem:${problem.code}`,
    title: expect.any(String),
    status: answer.status,
    detail: expect.any(String),
    code: expect.any(String),
    request_id: answer.headers.get('x-request-id'),
    ...(problem.errors === undefined ? {} : { errors: expect.any(Array) }),
  });
  return problem;
}
