import { request } from 'node:http';
import type { VerifyOptions } from '@quiz-sync/core';
import { errAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test, vi } from 'vitest';
import { fakeQuizSync } from './fake-quiz-sync.js';
import { serveRouter } from './serve.js';

describe('verify', () => {
  test.each([
    ['', false],
    ['?repair=false', false],
    ['?repair=true', true],
  ])('with the query "%s" is asked for with repair: %s', async (query, repair) => {
    const { quizSync, calls } = fakeQuizSync();
    const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/verify${query}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ clean: true, findings: [], repaired: null });
    expect(calls).toEqual([['verify', expect.objectContaining({ repair })]]);
  });

  test('says which parameter is wrong, and asks nothing', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const url = `${await serveRouter(quizSync)}/api/sync/verify?repair=yes`;
    const errors = [{ pointer: '/repair', message: 'must be true or false' }];
    expect(await (await fetch(url, { method: 'POST' })).json()).toMatchObject({ status: 400, errors });
    expect(calls).toEqual([]);
  });

  test('answers 409 and when to ask again while somebody else is at it', async () => {
    const { quizSync } = fakeQuizSync({
      verify: () =>
        errAsync({ type: 'lease_held', holder: 'server-2', expiresAt: '2026-11-23T12:00:10.000Z' }),
    });
    const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/verify`, { method: 'POST' });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ status: 409, code: 'lease_held' });
  });

  test('is stopped when its client goes away', async () => {
    let asked: VerifyOptions['signal'];
    const { quizSync } = fakeQuizSync({
      verify: (options) => {
        asked = options?.signal;
        return ResultAsync.fromSafePromise(new Promise<never>(() => {}));
      },
    });
    const client = request(`${await serveRouter(quizSync)}/api/sync/verify`, { method: 'POST' });
    client.on('error', () => {});
    client.end();
    await vi.waitFor(() => expect(asked).toBeDefined());
    expect(asked?.aborted).toBe(false);
    client.destroy();
    await vi.waitFor(() => expect(asked?.aborted).toBe(true));
  });
});

describe('plan', () => {
  test('is the document of the plan', async () => {
    const { quizSync, calls } = fakeQuizSync();
    const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/plan`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ rows: [], further_rows: 0, spreadsheet_url: null });
    expect(calls).toEqual([['plan']]);
  });

  test('passes on what Google says, with the remedy', async () => {
    const problem = {
      code: 'spreadsheet_not_found',
      message: 'There is no such spreadsheet: Requested entity was not found.',
      remedy: 'Compare the id.',
      since: '2026-11-23T12:00:00.000Z',
      blocked: true,
    };
    const { quizSync } = fakeQuizSync({ plan: () => errAsync({ type: 'sync_failed', problem }) });
    const answer = await fetch(`${await serveRouter(quizSync)}/api/sync/plan`);
    expect(await answer.json()).toMatchObject({
      ...{ status: 502, code: 'spreadsheet_not_found', title: 'There is no such spreadsheet' },
      detail: `${problem.message} ${problem.remedy}`,
    });
  });
});
