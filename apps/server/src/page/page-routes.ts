import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';

/** The page's own files lie beside the source, which is published too: they need no build. */
const FILES = fileURLToPath(new URL('../../src/page/static/', import.meta.url));

/** Everything comes from here, nothing is inline, nobody may frame it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page at `/`. Its files tell nothing of anybody's; what it shows, it asks for over the API. */
export function pageRoutes(): Router {
  const router = Router();
  router.use(
    policy,
    express.static(FILES, { index: 'index.html', dotfiles: 'ignore', redirect: false, cacheControl: false }),
  );
  return router;
}

const policy: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-cache');
  next();
};
