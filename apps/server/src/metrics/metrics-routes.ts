import type { QuizSync } from '@quiz-sync/core';
import { needsScope } from '@quiz-sync/express';
import { type RequestHandler, Router } from 'express';
import type { ServiceMetrics } from './service-metrics.js';

export const METRICS_PATH = '/metrics';

/**
 * `GET /metrics`, for Prometheus. For operators only: it tells how the service is doing inside, though nothing of
 * anybody's.
 */
export function metricsRoutes(
  metrics: ServiceMetrics,
  quizSync: QuizSync,
  guards: readonly RequestHandler[],
): Router {
  const router = Router();
  router.get(METRICS_PATH, ...guards, needsScope('admin'), async (_request, response) => {
    const text = await metrics.text(quizSync);
    response.setHeader('Content-Type', metrics.contentType);
    response.setHeader('Cache-Control', 'no-store');
    response.end(text);
  });
  return router;
}
