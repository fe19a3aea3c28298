import { sendProblem } from '@quiz-sync/express';
import type { RequestHandler } from 'express';

const ALLOW = 'GET, HEAD, OPTIONS';

/** Goes behind what answers GET on these paths: other methods are told so, and `OPTIONS` asks for just that. */
export function onlyGet(paths: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (!paths.includes(request.path) || request.method === 'GET' || request.method === 'HEAD') next();
    else if (request.method === 'OPTIONS') response.writeHead(204, { Allow: ALLOW }).end();
    else sendProblem(response, { type: 'method_not_allowed', allow: ALLOW });
  };
}
