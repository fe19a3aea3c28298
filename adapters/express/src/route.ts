import type { Scope } from '@quiz-sync/core';
import type { Request } from 'express';
import type { Endpoint } from './endpoint.js';

/** One route of the API: plain data, so that what is mounted can be listed and checked. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the mount point, in Express's syntax: `/learners/:user_id`. */
  readonly path: string;
  /** `json`: a body is required and read; `none`: one that is sent is ignored. */
  readonly body: 'json' | 'none';
  /** What a caller must be allowed to. */
  readonly scope: Scope;
  /**
   * Where the learner is named (`user_id`) whose own this is, and nobody else's: such a route is open to callers that
   * are that learner. Without it, it is open to none that is a learner.
   */
  readonly ownLearner?: 'body' | 'path';
  readonly run: Endpoint;
}

/** A `:name` of the path, decoded. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** The query, read by ourselves: the embedding app may have switched its own reader off or replaced it. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1));
}
