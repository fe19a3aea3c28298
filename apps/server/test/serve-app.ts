import { createHash } from 'node:crypto';
import { type Log, silentLog } from '@quiz-sync/core';
import { onTestFinished } from 'vitest';
import { type HttpAppParts, httpApp } from '../src/http/http-app.js';
import { type ClientLimits, type HttpServer, listen } from '../src/http/http-server.js';
import { createStatusWatch } from '../src/status-stream/status-watch.js';
import { stubQuizSync } from './stub-quiz-sync.js';

/** An app that is open to everybody and knows little. */
export function appParts(): HttpAppParts {
  return {
    quizSync: stubQuizSync(),
    log: silentLog,
    authenticate: undefined,
    localSpreadsheet: undefined,
    isDraining: () => false,
  };
}

/** Serves the app of these parts on a free loopback port until the test ends. */
export async function serveApp(
  parts: Partial<HttpAppParts> = {},
  limits?: ClientLimits,
): Promise<HttpServer> {
  const known = { ...appParts(), ...parts };
  const statusWatch = parts.statusWatch ?? createStatusWatch(known.quizSync, { watchedEveryMs: 100 });
  const app = httpApp({ ...known, statusWatch });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 }, limits);
  const server = listening._unsafeUnwrap();
  onTestFinished(() => {
    statusWatch.stop();
    return server.drain(0);
  });
  return server;
}

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: object;
}

/** A log that keeps what it is told. */
export function keepingLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep =
    (level: keyof Log): Log['info'] =>
    (message, fields = {}) =>
      lines.push({ level, message, fields });
  return {
    log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') },
    lines,
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
