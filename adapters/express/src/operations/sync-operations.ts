import { KEPT_RUNS } from '@quiz-sync/core';
import { z } from 'zod';
import { cutCellsSchema } from '../answers/response-answers.js';
import { runSchema, runsSchema } from '../answers/run-answers.js';
import { statusSchema } from '../answers/status-answer.js';
import type { Operation } from '../openapi/operation.js';
import { flag } from './parameters.js';

const RUN = {
  run_id: '9f6b6d0e-3c1d-4f0e-8c55-7a1b2c3d4e5f',
  status: 'queued',
  reason: 'forced',
  requested_at: '2026-11-23T12:00:00.000Z',
  batches: 0,
  reads: 0,
  writes: 0,
  changes: 0,
  tabs: {},
};

export const syncOperations: Readonly<Record<string, Operation>> = {
  'GET /sync/status': {
    id: 'getSyncStatus',
    tag: 'Sync',
    summary: 'How the spreadsheet is doing',
    description: 'What waits, since when and why, and what to do about it. Never waits for Google.',
    answers: { 200: { description: 'The state of the sync.', schema: statusSchema } },
    refusals: [],
  },
  'POST /sync/force': {
    id: 'forceSync',
    tag: 'Sync',
    summary: 'Sync now',
    description: 'Asks for a run now, or joins the one in progress or already asked for.',
    parameters: [
      flag('wait', 'Answers when the run has ended: the only way in which this waits for Google.'),
    ],
    answers: {
      200: {
        description: 'With `wait=true`: the run, which has ended; its `status` tells how.',
        schema: runSchema,
        example: { ...RUN, status: 'succeeded', started_at: '2026-11-23T12:00:00.000Z' },
      },
      202: {
        description: 'The run, which may still be going.',
        schema: runSchema,
        example: RUN,
        headers: { Location: 'Where to look for the run.' },
      },
    },
    refusals: ['sync_disabled', 'invalid_query'],
  },
  'GET /sync/runs': {
    id: 'listSyncRuns',
    tag: 'Sync',
    summary: 'Recent runs',
    description: 'Newest first.',
    parameters: [
      {
        name: 'limit',
        in: 'query',
        description: 'How many; 20 unless told.',
        schema: z.int().min(1).max(KEPT_RUNS),
        example: 5,
      },
    ],
    answers: { 200: { description: 'The runs.', schema: runsSchema, example: { runs: [RUN] } } },
    refusals: ['invalid_query'],
  },
  'GET /sync/runs/:id': {
    id: 'getSyncRun',
    tag: 'Sync',
    summary: 'One run',
    description: 'What it did, or is doing. Runs are forgotten after a while.',
    parameters: [
      {
        name: 'id',
        in: 'path',
        description: 'The `run_id`.',
        schema: z.string().min(1),
        example: RUN.run_id,
      },
    ],
    answers: { 200: { description: 'The run.', schema: runSchema, example: RUN } },
    refusals: ['run_unknown'],
  },
  'GET /sync/cut-cells': {
    id: 'listCutCells',
    tag: 'Sync',
    summary: 'Texts too long for a cell',
    description: 'The spreadsheet holds the beginning and a mark; the store has them whole.',
    answers: {
      200: {
        description: 'The cells, as many as are remembered.',
        schema: cutCellsSchema,
        example: { limit: 50_000, cut_cells: [], further: false },
      },
    },
    refusals: [],
  },
};
