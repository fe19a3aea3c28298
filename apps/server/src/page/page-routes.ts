import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

/** The page's own files lie beside the source, which is published too: they need no build. */
const FILES = fileURLToPath(new URL('../../src/page/static/', import.meta.url));

/** The page at `/`. Its files tell nothing of anybody's; what it shows, it asks for over the API. */
export function pageRoutes(): Router {
  const router = Router();
  router.use(
    express.static(FILES, {
      index: 'index.html',
      dotfiles: 'ignore',
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  return router;
}
