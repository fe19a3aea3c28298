import type { QuizSync, ResponseFate } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';
import { pathParameter, type Route } from '../route.js';

/** Where one response is on its way into the spreadsheet. */
export function responseRoutes(quizSync: QuizSync): Route[] {
  return [
    {
      method: 'GET',
      path: '/responses/:response_id',
      body: 'none',
      scope: 'read',
      run: (request) => {
        const responseId = pathParameter(request, 'response_id');
        return quizSync
          .responseFate(responseId)
          .andThen((fate) =>
            fate.state === 'unknown'
              ? errAsync({ type: 'response_unknown' as const, response_id: responseId })
              : okAsync({ status: 200, body: { success: true, data: fateDocument(fate) } }),
          );
      },
    },
  ];
}

/** Every field is there; what nobody knows is `null`. */
function fateDocument({ response_id, state, since, row, problem, cut_cells }: ResponseFate) {
  return {
    ...{ response_id, state, since: since ?? null, row: row ?? null },
    ...{ problem: problem ?? null, cut_cells },
  };
}
