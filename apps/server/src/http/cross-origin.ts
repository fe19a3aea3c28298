import cors from 'cors';
import type { RequestHandler } from 'express';

/**
 * Lets pages of these origins, and of no others, use the API from a browser. Goes before authentication, since a
 * browser asks without a key whether it may send one. Cookies are never involved.
 */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  const answer = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID', 'X-Request-Id'],
    exposedHeaders: [
      'Idempotency-Replayed',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Request-Id',
    ],
    maxAge: 600,
  });
  return (request, response, next) => {
    // Any other OPTIONS asks what a path takes.
    if (request.method === 'OPTIONS' && !isPreflight(request)) next();
    else answer(request, response, next);
  };
}

function isPreflight({ headers }: Parameters<RequestHandler>[0]): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}
