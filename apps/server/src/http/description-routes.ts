import type { QuizSync } from '@quiz-sync/core';
import { type OpenApiDocument, quizSyncRoutes, sendAnswer } from '@quiz-sync/express';
import { Router } from 'express';
import { docsPage } from '../docs/docs-page.js';
import { describeService } from './description.js';

/** The API described, for programs and for people: tells nothing of anybody's, so it is open to everybody. */
export function descriptionRoutes(quizSync: QuizSync): Router {
  let made: OpenApiDocument | undefined;
  // Made when somebody asks: the service must be ready at once.
  const document = () => {
    made ??= describeService(quizSyncRoutes(quizSync));
    return made;
  };
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    sendAnswer(response, { status: 200, body: document() });
  });
  router.get('/docs', (_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Cache-Control', 'no-cache');
    response.end(docsPage(document()));
  });
  return router;
}
