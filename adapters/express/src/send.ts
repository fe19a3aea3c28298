import type { Response } from 'express';
import { type ProblemAnswer, problemDocument } from './problem.js';
import type { RequestFailure } from './request-failure.js';
import { requestIdOf } from './request-id.js';
import { toProblem } from './to-problem.js';

/** A success: what to send. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends JSON by Node's own means: the embedding app's settings (ETags, spaces, replacers) have no say in it, and
 * nothing of the kind is paid for on the path of a submission.
 */
export function sendAnswer(response: Response, answer: Answer): void {
  send(response, answer.status, 'application/json; charset=utf-8', answer.body, answer.headers);
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
  headers: Readonly<Record<string, string>> = {},
): void {
  response.statusCode = status;
  response.removeHeader('X-Powered-By');
  response.setHeader('Content-Type', contentType);
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}
