import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { QuizSync } from '@quiz-sync/core';
import { type QuizSyncRouterOptions, quizSyncRouter } from '@quiz-sync/express';
import express, { type Express } from 'express';
import { onTestFinished } from 'vitest';

/** Serves a listener on a free loopback port until the test ends; answers its base URL. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => closed(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An embedding app with nothing in it but our router at `/api`. */
export function serveRouter(quizSync: QuizSync, options?: QuizSyncRouterOptions): Promise<string> {
  return serve(bareApp().use('/api', quizSyncRouter(quizSync, options)));
}

export function bareApp(): Express {
  return express();
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** A POST of a JSON value, or of a string as it is. */
export function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Response> {
  return fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}
