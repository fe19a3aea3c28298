import { syncPlanSchema, verifyReportSchema } from '../answers/verify-answers.js';
import type { Operation } from '../openapi/operation.js';
import { flag } from './parameters.js';

export const verifyOperations: Readonly<Record<string, Operation>> = {
  'POST /sync/verify': {
    id: 'verifySpreadsheet',
    tag: 'Verification',
    summary: 'Compare spreadsheet and store',
    description:
      'Row by row, which can take minutes and in which nothing is synced; a client that goes away stops it. Writes nothing, unless `repair` is asked for.',
    parameters: [flag('repair', 'Mends what was found. Columns of people’s own are never touched.')],
    answers: {
      200: { description: 'What differs, and what was done about it.', schema: verifyReportSchema },
    },
    refusals: ['invalid_query', 'lease_held', 'sync_disabled', 'spreadsheet'],
  },
  'GET /sync/plan': {
    id: 'planSync',
    tag: 'Verification',
    summary: 'What the next sync would write',
    description: 'Cell by cell, and what it would cost. Reads the spreadsheet once and writes nothing.',
    answers: { 200: { description: 'The plan.', schema: syncPlanSchema } },
    refusals: ['lease_held', 'spreadsheet'],
  },
};
