import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StillLetIn } from '../src/access/still-let-in.js';
import { type EventTimes, eventsRoutes } from '../src/status-stream/events-routes.js';
import type { StatusListener, StatusWatch } from '../src/status-stream/status-watch.js';
import { run, status } from './stub-quiz-sync.js';

/** A watch that says what a test has it say. */
function toldWatch() {
  const listeners = new Set<StatusListener>();
  const watch: StatusWatch = {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    history: () => [],
    stop: () => {},
  };
  return { watch, listeners };
}

async function serve(watch: StatusWatch, times: EventTimes, stillLetIn?: StillLetIn): Promise<number> {
  const routes = eventsRoutes(watch, [], { times, ...(stillLetIn && { stillLetIn }) });
  const server = createServer(express().use(routes)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const SELDOM = 3_600_000;

describe('a stream of events', () => {
  test('shows that it lives while nothing happens', async () => {
    const port = await serve(toldWatch().watch, { heartbeatMs: 5, longestMs: SELDOM });
    const answer = await fetch(`http://127.0.0.1:${port}/events`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes(': still here\n\n')) heard += (await reader?.read())?.value ?? '';
    await reader?.cancel();
  });

  test('ends when whoever hears it would not be let in any more', async () => {
    const { watch, listeners } = toldWatch();
    const asked: (string | undefined)[] = [];
    const port = await serve(watch, { heartbeatMs: 5, longestMs: SELDOM }, async (request) => {
      asked.push(request.headers.authorization);
      return asked.length < 3;
    });
    const answer = await fetch(`http://127.0.0.1:${port}/events`, { headers: { authorization: 'Bearer k' } });
    expect((await answer.text()).match(/: still here\n\n/g)).toHaveLength(2);
    expect(asked.slice(0, 3)).toEqual(['Bearer k', 'Bearer k', 'Bearer k']);
    await expect.poll(() => listeners.size).toBe(0);
  });

  test('ends after a while, whatever is to be said', async () => {
    const { watch, listeners } = toldWatch();
    const port = await serve(watch, { heartbeatMs: SELDOM, longestMs: 20 });
    const answer = await fetch(`http://127.0.0.1:${port}/events`);
    expect(await answer.text()).toBe('event: backlog\ndata: {"samples":[]}\n\n');
    await expect.poll(() => listeners.size).toBe(0);
  });

  test('is cut off for who does not take in what is sent, instead of being kept in memory', async () => {
    const { watch, listeners } = toldWatch();
    const port = await serve(watch, { heartbeatMs: SELDOM, longestMs: SELDOM });
    const socket = connect(port, '127.0.0.1').pause();
    onTestFinished(() => {
      socket.destroy();
    });
    socket.write('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(() => listeners.size).toBe(1);
    const large = { ...status, runs: Array.from({ length: 2_000 }, () => run) };
    for (let told = 0; listeners.size > 0; told += 1) {
      expect(told).toBeLessThan(500);
      for (const listener of listeners) listener({ type: 'status', status: large, digest: String(told) });
      await turn();
    }
  });
});
