import type { Operation } from '@quiz-sync/express';
import { z } from 'zod';

const state = <Word extends string>(word: Word) => z.object({ status: z.literal(word) });

/** What the service answers beside the API: see `openApiDocument`. */
export const SERVICE_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /livez': {
    id: 'isAlive',
    tag: 'Service',
    summary: 'Whether the process answers',
    description: 'For whatever restarts the service.',
    answers: {
      200: { description: 'It does.', schema: state('alive'), example: { status: 'alive' } },
    },
    refusals: [],
  },
  'GET /readyz': {
    id: 'isReady',
    tag: 'Service',
    summary: 'Whether submissions can be stored',
    description:
      'For whatever hands out requests. Never depends on Google, since nothing that is stored does.',
    answers: {
      200: { description: 'They can.', schema: state('ready'), example: { status: 'ready' } },
    },
    refusals: ['store_unavailable', 'shutting_down'],
  },
  'GET /api/sync/events': {
    id: 'followSyncStatus',
    tag: 'Sync',
    scope: 'admin',
    summary: 'Follow the status',
    description:
      'Server-sent events: the status at once and whenever it changes. A client that comes back with `Last-Event-ID` is not told again what it knows. Ends when the key is revoked or expires, and after a quarter of an hour; clients come back by themselves.',
    parameters: [
      {
        name: 'Last-Event-ID',
        in: 'header',
        description: 'The id of the last event that was taken in.',
        schema: z.string(),
      },
    ],
    answers: { 200: { description: 'The events.', contentType: 'text/event-stream' } },
    refusals: ['too_many_listeners'],
  },
  'GET /metrics': {
    id: 'getMetrics',
    tag: 'Service',
    scope: 'admin',
    summary: 'Metrics for Prometheus',
    description: 'In its text format. Tells how the service is doing inside, and nothing of any learner.',
    answers: { 200: { description: 'The metrics.', contentType: 'text/plain' } },
    refusals: [],
  },
  'GET /openapi.json': {
    id: 'getDescription',
    tag: 'Service',
    summary: 'This document',
    description: 'The API as OpenAPI 3.1; `/docs` shows it to people.',
    answers: { 200: { description: 'The document.', schema: z.looseObject({ openapi: z.string() }) } },
    refusals: ['too_many_requests'],
  },
};
