import { type OpenApiDocument, openApiDocument, type Route } from '@quiz-sync/express';
import { SERVICE_OPERATIONS } from './service-operations.js';

/** Where the API is mounted. */
export const API_PATH = '/api';

/** All that the service answers, as an OpenAPI document. */
export function describeService(routes: readonly Route[]): OpenApiDocument {
  return openApiDocument(routes, { mountedAt: API_PATH, beside: SERVICE_OPERATIONS });
}
