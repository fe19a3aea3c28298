export { type Caller, callerOf, identifyCaller } from './access/caller.js';
export { needsScope, type ScopeGuard } from './access/needs-scope.js';
export type { Endpoint } from './endpoint.js';
export { MAX_BODY_BYTES } from './json-body.js';
export {
  type OpenApiDocument,
  type OpenApiOptions,
  type OperationObject,
  openApiDocument,
} from './openapi/open-api-document.js';
export type { DocumentedAnswer, Operation, Parameter, RequestBody } from './openapi/operation.js';
export { present } from './present.js';
export { PROBLEM_TYPE_PREFIX, type Problem, type ProblemAnswer } from './problem.js';
export { type QuizSyncRouterOptions, quizSyncRouter, quizSyncRoutes } from './quiz-sync-router.js';
export type { RequestFailure, TransportFailure } from './request-failure.js';
export { nameRequest, requestIdOf } from './request-id.js';
export { pathParameter, queryOf, type Route } from './route.js';
export { type Answer, sendAnswer, sendProblem, sendProblemAnswer } from './send.js';
export { toProblem } from './to-problem.js';
