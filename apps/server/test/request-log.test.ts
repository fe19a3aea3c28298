import { createQuizSync, type Scheduler } from '@quiz-sync/core';
import { fakeSheets, manualScheduler, memoryStore } from '@quiz-sync/testing';
import { expect, test } from 'vitest';
import { outsideRequests } from '../src/log/request-context.js';
import { pinoLog } from '../src/pino-log.js';
import { serveApp } from './serve-app.js';

/** The service on fakes with the log it really has. */
async function logging() {
  const lines: Record<string, unknown>[] = [];
  const log = pinoLog('debug', { write: (line) => void lines.push(JSON.parse(line)) });
  const manual = manualScheduler();
  // Runs in what is left of the request that asked for it, as a timer would.
  const scheduler: Scheduler = {
    ...manual,
    request(...asked) {
      const answer = manual.request(...asked);
      setImmediate(() => void manual.runAll());
      return answer;
    },
  };
  const quizSync = createQuizSync({
    ...{ store: memoryStore(), sheets: fakeSheets(), log },
    scheduler: outsideRequests(scheduler),
  });
  const { url } = await serveApp({ quizSync, log });
  const submit = (requestId: string, userId: string) =>
    fetch(`${url}/api/quiz/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Request-Id': requestId },
      body: JSON.stringify({
        ...{ user_id: userId, quiz_type: 'micro' },
        responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
      }),
    });
  return { lines, submit, url };
}

test('a line that comes of a request names it, also where nobody hands it on', async () => {
  const { lines, submit } = await logging();
  await Promise.all([submit('one', 'ada'), submit('two', 'grace')]);
  await expect
    .poll(() =>
      lines
        .filter(({ msg }) => msg === 'Request answered')
        .map((line) => line['request_id'])
        .sort(),
    )
    .toEqual(['one', 'two']);
  const triggered = lines.filter(({ msg }) => String(msg).startsWith('Background sync triggered'));
  expect(Object.fromEntries(triggered.map((line) => [line['user_id'], line['request_id']]))).toEqual({
    ada: 'one',
    grace: 'two',
  });
});

test('a request has a line at debug, with its route instead of its path', async () => {
  const { lines, url } = await logging();
  await fetch(`${url}/api/learners/ada/statistics?key=secret`, { headers: { 'X-Request-Id': 'one' } });
  await expect
    .poll(() => lines.at(-1))
    .toEqual({
      ...{ level: 20, time: expect.any(String), msg: 'Request answered', request_id: 'one', method: 'GET' },
      ...{ route: '/api/learners/:user_id/statistics', status: 404, duration_ms: expect.any(Number) },
    });
});

test('a run is no request’s, and its lines name the run instead', async () => {
  const { lines, submit } = await logging();
  await submit('one', 'ada');
  const ended = () => lines.findIndex(({ msg }) => String(msg).startsWith('Background sync successful'));
  await expect.poll(ended).toBeGreaterThan(0);
  const ofRun = lines.filter((line) => 'run_id' in line);
  expect(ofRun.map(({ msg }) => msg)).toContain('A batch was applied');
  for (const line of ofRun) expect(line).not.toHaveProperty('request_id');
});
