import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'X-Request-Id';

/** What we take over from a caller: it is echoed into headers and logs, so nothing that could break a line. */
const ACCEPTABLE = /^[\w.:~+/=@-]{1,128}$/;

/**
 * Names the request (the caller's `X-Request-Id`, or a new one) and echoes the name in the answer. A name that the
 * embedding app gave before is kept.
 */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  if (response.hasHeader(HEADER)) {
    next();
    return;
  }
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
  response.setHeader(HEADER, id);
  next();
}

/** The name that {@link nameRequest} gave; the answer's own header is where it is kept. */
export function requestIdOf(response: Response): string {
  const id = response.getHeader(HEADER);
  return typeof id === 'string' ? id : '';
}
