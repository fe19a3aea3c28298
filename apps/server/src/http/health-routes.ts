import type { QuizSync } from '@quiz-sync/core';
import { sendAnswer, sendProblem } from '@quiz-sync/express';
import { Router } from 'express';

/**
 * Probes. `/livez`: the process answers. `/readyz`: submissions can be stored; never depends on Google, since nothing
 * that is stored does. Open to everybody: they tell nothing but this.
 */
export function healthRoutes(quizSync: QuizSync, isDraining: () => boolean): Router {
  const router = Router();
  router.get('/livez', (_request, response) => {
    sendAnswer(response, { status: 200, body: { status: 'alive' } });
  });
  router.get('/readyz', async (_request, response) => {
    if (isDraining()) {
      sendProblem(response, { type: 'shutting_down' });
      return;
    }
    const ping = await quizSync.ping();
    if (ping.isOk()) sendAnswer(response, { status: 200, body: { status: 'ready' } });
    else sendProblem(response, { type: 'store_unavailable', message: ping.error.message });
  });
  return router;
}
