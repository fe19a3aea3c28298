import { createHash } from 'node:crypto';
import { type Log, silentLog } from '@quiz-sync/core';
import { sendProblem } from '@quiz-sync/express';
import type { RequestHandler } from 'express';
import { onTestFinished } from 'vitest';
import { type HttpAppParts, httpApp } from '../src/http/http-app.js';
import { type ClientLimits, type HttpServer, listen } from '../src/http/http-server.js';
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
  const app = httpApp({ ...appParts(), ...parts });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 }, limits);
  const server = listening._unsafeUnwrap();
  onTestFinished(() => {
    parts.statusWatch?.stop();
    return server.drain(0);
  });
  return server;
}

/** Lets in who has this one key. */
export function onlyWith(key: string): RequestHandler {
  return (request, response, next) => {
    if (request.headers.authorization === `Bearer ${key}`) next();
    else sendProblem(response, { type: 'authentication_required' });
  };
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
