import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, expect } from 'vitest';

const REQUESTS = 'http.server.request.start';

/**
 * Holds every answer that a server in a test gives on a path of the API to the OpenAPI document: status, content type
 * and each field. Loaded before each test file; what costs time is loaded with the first such answer.
 */
subscribe(REQUESTS, hear);
// Files may share a process, each with this loaded anew.
afterAll(() => void unsubscribe(REQUESTS, hear));

function hear(message: unknown): void {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (OURS.test(path)) keepAnswer(request.method ?? '', path, response);
}

/** Where a path of the document may begin. */
const OURS = /^\/(?:api\/|livez$|readyz$|metrics$|openapi\.json$)/;

const answers: { method: string; path: string; response: ServerResponse; body: string }[] = [];

/** Most answers are sent in one piece: the one that `end` is given. One that breaks off comes to no end. */
function keepAnswer(method: string, path: string, response: ServerResponse): void {
  const pieces: string[] = [];
  const write = response.write.bind(response);
  response.write = ((...args: Parameters<typeof write>) => {
    pieces.push(String(args[0]));
    return write(...args);
  }) as typeof response.write;
  const end = response.end.bind(response);
  response.end = ((...args: Parameters<typeof end>) => {
    answers.push({ method, path, response, body: pieces.join('') + String(args[0] ?? '') });
    return end(...args);
  }) as typeof response.end;
}

afterEach(async () => {
  const given = answers.splice(0).filter(({ response }) => isOurs(response));
  if (given.length === 0) return;
  const { undocumented } = await import('./documented-answers.ts');
  const wrong = given.flatMap(({ method, path, response, body }) => {
    const contentType = String(response.getHeader('content-type') ?? '');
    return undocumented({ method, path, status: response.statusCode, contentType, body }) ?? [];
  });
  expect([...new Set(wrong)]).toEqual([]);
});

/** An app that embeds the router may answer on our paths, too; whatever is ours forbids to keep it. */
function isOurs(response: ServerResponse): boolean {
  return response.getHeader('cache-control') === 'no-store';
}
