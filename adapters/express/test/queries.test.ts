import { expect, test } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { problemOf } from './problem-of.js';
import { serveRouter } from './serve.js';

test.each([
  ...[
    'NaN',
    '1e999',
    'Infinity',
    '-1',
    '0',
    '1.5',
    '"12"',
    '12px',
    '0x10',
    '1e1',
    '',
    ' 5',
    '%2B5',
    '99999999999999999999',
  ].map((value) => ['GET', `/sync/runs?limit=${value}`, '/limit'] as const),
  ...['yes', '1', '', 'TRUE', '%00'].flatMap((value) => [
    ['POST', `/sync/force?wait=${value}`, '/wait'] as const,
    ['POST', `/sync/verify?repair=${value}`, '/repair'] as const,
  ]),
])('%s %s is answered 400 and names %s (fault 49)', async (method, path, pointer) => {
  const { quizSync, calls } = fakeQuizSync();
  const answer = await fetch(`${await serveRouter(quizSync)}/api${path}`, { method });
  const problem = await problemOf(answer);
  expect(problem).toMatchObject({ status: 400, code: 'invalid_query', errors: [{ pointer }] });
  expect(calls).toEqual([]);
});
