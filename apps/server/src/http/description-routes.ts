import type { QuizSync } from '@quiz-sync/core';
import { quizSyncRoutes } from '@quiz-sync/express';
import { type RequestHandler, Router } from 'express';
import { docsPage } from '../docs/docs-page.js';
import { describeService } from './description.js';

/** The API described, for programs and for people: tells nothing of anybody's, so it is open to everybody. */
export function descriptionRoutes(quizSync: QuizSync): Router {
  const document = () => describeService(quizSyncRoutes(quizSync));
  const router = Router();
  router.get(
    '/openapi.json',
    sendMade('application/json', 'no-store', () => JSON.stringify(document())),
  );
  router.get(
    '/docs',
    sendMade('text/html', 'no-cache', () => docsPage(document())),
  );
  return router;
}

/**
 * Made when somebody first asks, since the service must be ready at once, and only then: whoever asks again and again, with
 * no key, costs neither the time to make it nor the memory to keep it more than once.
 */
function sendMade(type: string, caching: string, make: () => string): RequestHandler {
  let made: Buffer | undefined;
  return (_request, response) => {
    made ??= Buffer.from(make());
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.setHeader('Cache-Control', caching);
    response.end(made);
  };
}
