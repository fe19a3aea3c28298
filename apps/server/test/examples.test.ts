import path from 'node:path';
import type { OpenApiDocument } from '@quiz-sync/express';
import { loadConfiguration, startServer } from '@quiz-sync/server';
import { expect, onTestFinished, test } from 'vitest';
import { keepingLog } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly example?: unknown }[];
  readonly requestBody?: { readonly content: Record<string, { readonly examples: Record<string, Example> }> };
}

interface Example {
  readonly summary: string;
  readonly value: unknown;
}

test('every example of the description does what it says on a real service', async () => {
  const url = await started();
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const requests = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => !tags.includes(LONG))
      .flatMap(([method, operation]) => requestsOf(template, method, operation as Described)),
  );
  for (const { target, init } of requests) {
    const enough = new AbortController();
    const answer = await fetch(url + target, { ...init, signal: enough.signal });
    expect(answer.ok, `${target} ${answer.status} ${answer.ok || (await answer.text())}`).toBe(true);
    // The stream of events has no end.
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) enough.abort();
    else await answer.arrayBuffer();
  }
  expect(requests.length).toBeGreaterThan(Object.keys(paths).length);
});

/** What reads the whole spreadsheet takes its time, has no body, and has tests of its own. */
const LONG = 'Verification';

async function started(): Promise<string> {
  const QUIZ_SYNC_STORE = `sqlite:${path.join(temporaryDirectory(), 'quiz.db')}`;
  const configuration = loadConfiguration({ env: { PORT: '0', QUIZ_SYNC_STORE } })._unsafeUnwrap();
  const server = (await startServer(configuration, { log: keepingLog().log }))._unsafeUnwrap();
  onTestFinished(() => server.close());
  const run = (await server.application.quizSync.forceSync({ wait: true }))._unsafeUnwrap();
  RUN.run_id = run.run_id;
  return server.url;
}

/** The run that the path of an example is about; runs name themselves. */
const RUN = { run_id: '' };

interface ExampleRequest {
  readonly target: string;
  readonly init: RequestInit;
}

/** One request for each example of a body; one where there is none. */
function requestsOf(template: string, method: string, operation: Described): ExampleRequest[] {
  const parameters = operation.parameters ?? [];
  const target = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'id' ? RUN.run_id : String(exampleOf(parameters, name))),
  );
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.example !== undefined);
  const search = query.map(({ name, example }) => `${name}=${example}`).join('&');
  const bodies = Object.values(operation.requestBody?.content['application/json']?.examples ?? {});
  const headers = { 'content-type': 'application/json' };
  const whole = search === '' ? target : `${target}?${search}`;
  if (bodies.length === 0) return [{ target: whole, init: { method: method.toUpperCase() } }];
  return bodies.map(({ value }) => ({
    target: whole,
    init: { method: method.toUpperCase(), headers, body: JSON.stringify(value) },
  }));
}

function exampleOf(parameters: NonNullable<Described['parameters']>, name: string): unknown {
  return parameters.find((parameter) => parameter.name === name)?.example;
}
