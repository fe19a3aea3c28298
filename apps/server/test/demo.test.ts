import path from 'node:path';
import { courseFactsSchema, learnerFactsSchema, sessionFactsSchema } from '@quiz-sync/core';
import { loadConfiguration, startServer } from '@quiz-sync/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DAYS } from '../src/demo/demo-step.js';
import { demoSteps } from '../src/demo/demo-steps.js';
import { feed } from '../src/demo/feed.js';
import { firstDay } from '../src/demo/first-day.js';
import { progress } from '../src/demo/progress.js';
import { checkDemo } from '../src/demo/run-demo.js';
import { keepingLog } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 9, 1);

describe('the story', () => {
  const steps = demoSteps(FIRST_DAY);

  test('is the same for the same first day, and in the order of time', () => {
    expect(demoSteps(FIRST_DAY)).toEqual(steps);
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort((a, b) => a - b));
  });

  test('has some hundred learners, each with a name, and every kind of quiz', () => {
    const profiles = steps.filter(({ path: route }) => route.startsWith('/learners/'));
    expect(profiles).toHaveLength(300);
    for (const { body } of profiles) expect(learnerFactsSchema.safeParse(body).success).toBe(true);
    const kinds = new Set(steps.map(({ body }) => ('quiz_type' in body ? body.quiz_type : undefined)));
    expect(kinds).toEqual(new Set([undefined, 'micro', 'diagnostic']));
    expect(steps.some(({ path: route }) => route === '/course/quiz/submit')).toBe(true);
    expect(steps.some(({ path: route }) => route === '/course/complete')).toBe(true);
  });

  test('uses each submission id once', () => {
    const ids = steps.flatMap(({ body }) => ('submission_id' in body ? [body.submission_id] : []));
    expect(ids.length).toBeGreaterThan(1_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('happens within its weeks', () => {
    const times = steps.map(({ at }) => at);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(FIRST_DAY);
    expect(Math.max(...times)).toBeLessThan(FIRST_DAY + DAYS * DAY);
  });

  test('says what courses and sessions may say', () => {
    for (const { path: route, body } of steps) {
      if (route.startsWith('/courses/')) expect(courseFactsSchema.safeParse(body).success).toBe(true);
      if (route.startsWith('/sessions/')) expect(sessionFactsSchema.safeParse(body).success).toBe(true);
    }
  });
});

async function service(env: Record<string, string> = {}) {
  const store = `sqlite:${path.join(temporaryDirectory(), 'quiz.db')}`;
  const configuration = loadConfiguration({
    env: { PORT: '0', QUIZ_SYNC_STORE: store, ...env },
  })._unsafeUnwrap();
  const server = (await startServer(configuration, { log: keepingLog().log }))._unsafeUnwrap();
  onTestFinished(() => server.close());
  return server;
}

test('fed again on a later day, nothing is added', async () => {
  const { url, application } = await service();
  const day = await firstDay(`${url}/api`, FIRST_DAY + DAYS * DAY + 5_000);
  expect(day).toBe(FIRST_DAY);
  const beginning = demoSteps(day).slice(0, 150);
  const seen: number[] = [];
  const first = await feed(`${url}/api`, beginning, (done) => seen.push(done));
  expect(first.added).toBeGreaterThan(20);
  expect(seen).toEqual(beginning.map((_, index) => index + 1));
  const before = (await application.quizSync.syncStatus())._unsafeUnwrap();
  const again = await firstDay(`${url}/api`, FIRST_DAY + (DAYS + 9) * DAY);
  expect(again).toBe(FIRST_DAY);
  expect(await feed(`${url}/api`, demoSteps(again).slice(0, 150), () => {})).toEqual({ added: 0 });
  const after = (await application.quizSync.syncStatus())._unsafeUnwrap();
  expect([after.submissions, after.responses]).toEqual([before.submissions, before.responses]);
});

test('a refusal ends the feeding and is told', async () => {
  const { url } = await service();
  const step = { method: 'POST', path: '/quiz/submit', body: {}, at: 0 } as const;
  await expect(feed(`${url}/api`, [step], () => {})).rejects.toThrow(/POST \/quiz\/submit was answered 400/);
});

test('made-up results do not go to a spreadsheet of Google’s', async () => {
  const server = await service({ QUIZ_SYNC_SPREADSHEET_ID: 'real', QUIZ_SYNC_SYNC_ENABLED: 'false' });
  expect(checkDemo(server)._unsafeUnwrapErr().message).toContain('unset QUIZ_SYNC_SPREADSHEET_ID');
  expect(checkDemo(await service()).isOk()).toBe(true);
});

describe('progress', () => {
  function written(isTTY: boolean): string[] {
    const texts: string[] = [];
    const shown = progress(200, { isTTY, write: (text) => texts.push(text) });
    for (let done = 1; done <= 200; done += 1) shown.advance(done);
    shown.end();
    return texts;
  }

  test('is a bar on a terminal, drawn when it changes', () => {
    const texts = written(true);
    expect(texts.at(-2)).toBe(`\r  ${'█'.repeat(30)} 100 %`);
    expect(texts.at(-1)).toBe('\n');
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('is plain lines elsewhere', () => {
    const texts = written(false);
    expect(texts).toHaveLength(10);
    expect(texts[4]).toBe('  50 % of the results sent\n');
  });
});
