import { ERROR_CODES, type ErrorCode } from '@quiz-sync/core';
import { problemSchema } from '../answers/problem-answer.js';
import type { Route } from '../route.js';
import type { Operation } from './operation.js';
import { codesByStatus, type Refusal } from './refusal-status.js';
import { schemaInPlace } from './schema-components.js';

/** A route as far as its description needs it. */
export type DescribedRoute = Pick<Route, 'method' | 'path' | 'body' | 'scope' | 'ownLearner'>;

/** What any route may answer. */
const ANYWHERE: readonly Refusal[] = [
  'authentication_required',
  'access_not_set_up',
  'insufficient_scope',
  'too_many_requests',
  'identity_provider_unavailable',
  'internal_error',
  'store_corrupt',
  'store_unavailable',
];

const WITH_A_BODY: readonly Refusal[] = [
  'invalid_input',
  'malformed_json',
  'body_unreadable',
  'body_too_large',
  'unsupported_media_type',
  'store_full',
];

/** Seconds after which it is worth asking again go with these. */
const WITH_RETRY_AFTER: ReadonlySet<number> = new Set([429, 503]);

/** The answers of a route that are problems, by status. */
export function refusalAnswers(route: DescribedRoute, operation: Operation): Record<string, object> {
  const refusals: Refusal[] = [
    ...ANYWHERE,
    ...(route.body === 'json' ? WITH_A_BODY : []),
    route.ownLearner === undefined ? 'not_for_learners' : 'other_learner',
    ...(route.path.includes(':') ? (['malformed_url'] as const) : []),
    ...operation.refusals,
  ];
  return problemAnswers(refusals);
}

/** By status. */
export function problemAnswers(refusals: readonly Refusal[]): Record<string, object> {
  return Object.fromEntries(
    [...codesByStatus(refusals)].map(([status, codes]) => [String(status), problemAnswer(status, codes)]),
  );
}

function problemAnswer(status: number, codes: readonly ErrorCode[]): object {
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}.`).join(' '),
    headers: { ...requestIdHeader, ...(WITH_RETRY_AFTER.has(status) ? retryAfterHeader : {}) },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            schemaInPlace(problemSchema),
            { properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
      },
    },
  };
}

export const requestIdHeader = {
  'X-Request-Id': {
    description: 'The name of the request: the caller’s own, or a new one.',
    schema: { type: 'string' },
  },
};

const retryAfterHeader = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};
