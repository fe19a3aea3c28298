import { ERROR_CODES } from '@quiz-sync/core';
import {
  needsScope,
  type ProblemAnswer,
  pathParameter,
  queryOf,
  sendAnswer,
  sendProblem,
  sendProblemAnswer,
} from '@quiz-sync/express';
import { type Request, type Response, Router } from 'express';
import type { ResultAsync } from 'neverthrow';
import type {
  LocalSpreadsheet,
  LocalSpreadsheetUnavailable,
} from '../local-spreadsheet/local-spreadsheet.js';

/** Most rows of one answer: what fits some screens. */
const MOST_ROWS = 500;

/** What the page shows of a spreadsheet that is in an emulator. Part of the page, not of the API. */
export function spreadsheetRoutes(spreadsheet: LocalSpreadsheet | undefined): Router {
  const router = Router();
  router.get('/', needsScope('admin'), async (_request, response) => {
    if (spreadsheet === undefined) sendAnswer(response, { status: 200, body: { spreadsheet: null } });
    else
      await answer(
        response,
        spreadsheet.describe().map((sheet) => ({ spreadsheet: sheet })),
      );
  });
  router.get('/tabs/:tab_id/rows', needsScope('admin'), async (request, response) => {
    const window = windowWanted(request);
    if (spreadsheet === undefined || window === undefined) sendProblem(response, { type: 'path_unknown' });
    else {
      const { tabId, from, count } = window;
      await answer(
        response,
        spreadsheet.rows(tabId, from, count).map((rows) => ({ from, rows })),
      );
    }
  });
  return router;
}

async function answer(
  response: Response,
  reading: ResultAsync<object, LocalSpreadsheetUnavailable>,
): Promise<void> {
  const result = await reading;
  if (result.isOk()) sendAnswer(response, { status: 200, body: result.value });
  else sendProblemAnswer(response, unavailable(result.error));
}

function unavailable({ type, message }: LocalSpreadsheetUnavailable): ProblemAnswer {
  const { title, cause, remedy } = ERROR_CODES[type];
  return { status: 502, code: type, title, detail: `${cause} ${remedy} (${message})` };
}

/** `undefined` for what the page would never ask. */
function windowWanted(request: Request): { tabId: number; from: number; count: number } | undefined {
  const query = queryOf(request);
  const numbers = [pathParameter(request, 'tab_id'), query.get('from') ?? '0', query.get('count') ?? '100'];
  if (!numbers.every((text) => /^\d{1,9}$/.test(text))) return undefined;
  const [tabId = 0, from = 0, count = 0] = numbers.map(Number);
  return count >= 1 && count <= MOST_ROWS ? { tabId, from, count } : undefined;
}
