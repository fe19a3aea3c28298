import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { type ProblemAnswer, problemDocument } from './problem.js';
import type { RequestFailure } from './request-failure.js';
import { requestIdOf } from './request-id.js';
import { toProblem } from './to-problem.js';

/** A success: what to send. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly body: unknown }
  /** JSON text, piece by piece. A failure breaks the connection off. */
  | { readonly stream: AsyncIterable<string> }
);

/**
 * Sends JSON by Node's own means: the embedding app's settings (ETags, spaces, replacers) have no say in it, and
 * nothing of the kind is paid for on the path of a submission.
 */
export function sendAnswer(response: Response, answer: Answer): void {
  if ('stream' in answer) void sendStream(response, answer.status, answer.stream, answer.headers);
  else send(response, answer.status, JSON_TYPE, answer.body, answer.headers);
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** As fast as it is read at the other end. A client that goes away, or a store that fails, ends it there. */
async function sendStream(
  response: Response,
  status: number,
  stream: AsyncIterable<string>,
  headers?: Answer['headers'],
): Promise<void> {
  writeHead(response, status, JSON_TYPE, headers);
  if (response.req.method === 'HEAD') response.end();
  else await pipeline(stream, response).catch(() => response.destroy());
}

/** Answers with the problem document of a failure. */
export function sendProblem(response: Response, failure: RequestFailure): void {
  sendProblemAnswer(response, toProblem(failure));
}

/** The same for a problem that an app has words of its own for. Does nothing when an answer is under way already. */
export function sendProblemAnswer(response: Response, problem: ProblemAnswer): void {
  if (response.headersSent) return;
  const document = problemDocument(problem, requestIdOf(response));
  send(response, problem.status, 'application/problem+json; charset=utf-8', document, problem.headers);
}

function send(
  response: Response,
  status: number,
  contentType: string,
  body: unknown,
  headers?: Answer['headers'],
): void {
  writeHead(response, status, contentType, headers);
  response.end(JSON.stringify(body));
}

function writeHead(
  response: Response,
  status: number,
  contentType: string,
  headers: Answer['headers'] = {},
): void {
  response.statusCode = status;
  response.removeHeader('X-Powered-By');
  response.setHeader('Content-Type', contentType);
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
