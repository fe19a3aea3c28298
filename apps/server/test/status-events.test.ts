import type { SyncStatus } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createStatusWatch, type StatusWatchOptions } from '../src/status-stream/status-watch.js';
import { onlyWith, serveApp } from './serve-app.js';
import { status, stubQuizSync } from './stub-quiz-sync.js';

/** A service whose status a test sets. */
async function following(options: StatusWatchOptions = {}, initial: SyncStatus = status) {
  let now: SyncStatus | 'store away' = initial;
  const quizSync = stubQuizSync({
    syncStatus: () =>
      now === 'store away' ? errAsync({ type: 'store_unavailable', message: 'down' }) : okAsync(now),
  });
  const statusWatch = createStatusWatch(quizSync, { watchedEveryMs: 5, ...options });
  const { url } = await serveApp({ quizSync, statusWatch });
  const become = (next: SyncStatus | 'store away') => {
    now = next;
  };
  return { url, statusWatch, become, events: (headers = {}) => open(url, headers) };
}

interface HeardEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: Record<string, unknown>;
}

async function open(url: string, headers: Record<string, string>) {
  const leaving = new AbortController();
  const answer = await fetch(`${url}/api/sync/events`, { headers, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => leaving.abort());
  let text = '';
  async function next(): Promise<HeardEvent | 'ended'> {
    while (!text.includes('\n\n')) {
      const read = await reader?.read();
      if (read === undefined || read.done) return 'ended';
      text += read.value;
    }
    const [block = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    if (block.startsWith(':')) return next();
    return { event: field('event'), id: field('id'), data: JSON.parse(field('data') ?? '{}') };
  }
  return { answer, next, leave: () => leaving.abort() };
}

const blocked: SyncStatus = { ...status, state: 'blocked', summary: 'blocked: no' };

describe('the status by server-sent events', () => {
  test('is told at once, and again whenever it has changed', async () => {
    const { events, become } = await following();
    const { answer, next } = await events();
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await next()).toMatchObject({ event: 'backlog', data: { samples: expect.any(Array) } });
    const first = await next();
    expect(first).toMatchObject({ event: 'status', data: { state: 'in_sync', last_error: null } });
    become(blocked);
    expect(await next()).toMatchObject({ event: 'status', data: { state: 'blocked' } });
  });

  test('is not told again for what grows with time alone', async () => {
    const waiting = { ...status, pending: { ...status.pending, total: 1, submission: 1 } };
    const { events, become } = await following({}, { ...waiting, oldest_pending_age_ms: 1 });
    const { next } = await events();
    await next();
    await next();
    become({ ...waiting, oldest_pending_age_ms: 2_000, summary: '1 waiting since 2 s' });
    become(blocked);
    expect(await next()).toMatchObject({ data: { state: 'blocked' } });
  });

  test('goes on after a reconnect where it was, also with another process', async () => {
    const before = await following();
    const { next } = await before.events();
    await next();
    const { id } = (await next()) as HeardEvent;
    const after = await following();
    const resumed = await after.events({ 'last-event-id': id ?? '' });
    expect(await resumed.next()).toMatchObject({ event: 'backlog' });
    after.become(blocked);
    expect(await resumed.next()).toMatchObject({ event: 'status', data: { state: 'blocked' } });
  });

  test('says so while the store does not answer', async () => {
    const { events, become } = await following();
    const { next } = await events();
    await next();
    await next();
    become('store away');
    expect(await next()).toMatchObject({ event: 'problem', data: { code: 'store_unavailable' } });
    become(status);
    expect(await next()).toMatchObject({ event: 'status' });
  });

  test('has a bounded number of listeners, and room again when one has left', async () => {
    const { url, events } = await following({ mostListeners: 1 });
    const first = await events();
    await first.next();
    const refused = await fetch(`${url}/api/sync/events`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.json()).toMatchObject({ code: 'too_many_listeners' });
    first.leave();
    await expect
      .poll(async () => {
        const again = await events();
        if (again.answer.ok) again.leave();
        return again.answer.status;
      })
      .toBe(200);
  });

  test('ends when the process does, and begins no more', async () => {
    const { url, events, statusWatch } = await following();
    const { next } = await events();
    await next();
    await next();
    statusWatch.stop();
    expect(await next()).toBe('ended');
    expect((await fetch(`${url}/api/sync/events`)).status).toBe(503);
  });

  test('is for those alone who have a key, in the header', async () => {
    const quizSync = stubQuizSync();
    const statusWatch = createStatusWatch(quizSync);
    const { url } = await serveApp({ quizSync, statusWatch, authenticate: onlyWith('right-key') });
    expect((await fetch(`${url}/api/sync/events`)).status).toBe(401);
    expect((await fetch(`${url}/api/sync/events?key=right-key`)).status).toBe(401);
    const let_in = await open(url, { authorization: 'Bearer right-key' });
    expect(await let_in.next()).toMatchObject({ event: 'backlog' });
    const post = await fetch(`${url}/api/sync/events`, {
      method: 'POST',
      headers: { authorization: 'Bearer right-key' },
    });
    expect(post.status).toBe(405);
  });
});
