import { existsSync, readFileSync } from 'node:fs';

/** Operations that the fuzzer cannot be asked to call, and those that cannot succeed on what it makes up. */
export const EXCEPTIONS: Readonly<
  Record<string, { readonly but: 'uncalled' | 'unsuccessful'; why: string }>
> = {
  'GET /api/sync/events': { but: 'uncalled', why: 'a stream that goes on for a quarter of an hour' },
  'GET /api/sync/runs/{id}': {
    but: 'unsuccessful',
    why: 'the id of a run is known from an answer alone, and a slow machine may have no time left to follow it',
  },
  'GET /openapi.json': { but: 'uncalled', why: 'the fuzzer reads its orders there, and so passes over it' },
};

/** The part of an OpenAPI document that names its operations. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

/**
 * What of the description was not tried: operations that were never called or never answered with 2xx, by the lines
 * `<status> <METHOD> <path>` of the file that the fuzzer's hook writes; and exceptions that are none.
 */
export function unreached(document: Described, answers: string): string[] {
  const statuses = statusesIn(answers);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => METHODS.has(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  const unknown = Object.keys(EXCEPTIONS).filter((name) => !operations.includes(name));
  return [
    ...operations.flatMap((name) => shortOf(name, statuses.get(name) ?? [])),
    ...unknown.map((name) => `${name} is an exception and not an operation`),
  ];
}

function shortOf(name: string, statuses: readonly number[]): string[] {
  const exception = EXCEPTIONS[name]?.but;
  if (statuses.length === 0) return exception === 'uncalled' ? [] : [`${name} was never called`];
  if (exception === 'uncalled') return [`${name} is an exception, and was called`];
  const succeeded = statuses.some((status) => status >= 200 && status < 300);
  if (succeeded || exception === 'unsuccessful') return [];
  return [`${name} never succeeded: it answered ${[...new Set(statuses)].sort().join(', ')}`];
}

function statusesIn(answers: string): Map<string, number[]> {
  const statuses = new Map<string, number[]>();
  const lines = existsSync(answers) ? readFileSync(answers, 'utf8').split('\n') : [];
  for (const line of lines.filter((each) => each !== '')) {
    const operation = line.slice(line.indexOf(' ') + 1);
    const known = statuses.get(operation) ?? [];
    known.push(Number.parseInt(line, 10));
    statuses.set(operation, known);
  }
  return statuses;
}
