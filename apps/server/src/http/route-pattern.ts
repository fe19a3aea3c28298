import type { Request } from 'express';

/**
 * The pattern that the request met, never its path; `other`: files of the page, and what there is not. What a router is
 * mounted at is told by the path, in which it may be written in capitals: Express forgets it once a handler has failed.
 */
export function routePattern({ route, originalUrl }: Request): string {
  const pattern: unknown = route?.path;
  if (typeof pattern !== 'string') return 'other';
  const own = partsOf(pattern);
  const given = partsOf(originalUrl.split('?', 1)[0] ?? '');
  const mountedAt = given.slice(0, given.length - own.length).map((part) => part.toLowerCase());
  return `/${[...mountedAt, ...own].join('/')}`;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
