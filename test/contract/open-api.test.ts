import { quizSyncRoutes } from '@quiz-sync/express';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { SERVICE_OPERATIONS } from '../../apps/server/src/http/service-operations.js';
import { document, undocumented } from './documented-answers.ts';

/** Method, path and entry of each operation. */
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect([result.valid, validator.version, result.errors]).toEqual([true, '3.1', undefined]);
  });

  it('describes every route of the router, and nothing that there is not', () => {
    const routes = quizSyncRoutes({} as never).map(
      ({ method, path }) => `${method} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    const described = operations
      .map(([name]) => name)
      .filter((name) => name.includes(' /api/') && !Object.hasOwn(SERVICE_OPERATIONS, name));
    expect(described.sort()).toEqual(routes.sort());
  });

  it('names each operation once', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no component that nothing refers to, and refers to none that is not there', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(referred)].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it.each(operations)('%s describes the parameters of its path, and no others there', (name, operation) => {
    const { parameters = [] } = operation as { parameters?: { name: string; in: string }[] };
    const inPath = parameters
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name);
    expect(inPath).toEqual([...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
  });

  it.each(operations)('%s has examples that its own schemas take', (_, operation) => {
    for (const [schema, value] of examplesIn(operation)) expect(errorsIn(schema, value)).toBe('No errors');
  });
});

const ajv = new Ajv2020({ strict: false, validateSchema: false });
(addFormats as unknown as typeof addFormats.default)(ajv);

function errorsIn(schema: object, value: unknown): string {
  const validate = ajv.compile({ ...schema, components: document.components });
  validate(value);
  return ajv.errorsText(validate.errors);
}

/** Each example of an operation with the schema it stands beside. */
function examplesIn(node: unknown): [schema: object, value: unknown][] {
  if (typeof node !== 'object' || node === null) return [];
  const { schema, example, examples } = node as { schema?: object; example?: unknown; examples?: object };
  const own = schema === undefined || example === undefined ? [] : [example];
  const several = schema === undefined ? [] : Object.values(examples ?? {}).map(({ value }) => value);
  const here = [...own, ...several].map((value): [object, unknown] => [schema ?? {}, value]);
  return [
    ...here,
    ...Object.entries(node).flatMap(([key, inner]) => (key === 'schema' ? [] : examplesIn(inner))),
  ];
}

describe('holding answers to the document', () => {
  const answer = {
    method: 'GET',
    path: '/api/sync/runs',
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"runs":[]}',
  };

  it.each([
    ['as described', {}, /^$/],
    ['with a field that is not described', { body: '{"runs":[],"more":1}' }, /additional properties/],
    ['without a field', { body: '{}' }, /required property 'runs'/],
    ['with a status that is not described', { status: 418 }, /does not say that it answers 418/],
    ['as text', { contentType: 'text/plain' }, /does not say that 200 comes as "text\/plain"/],
    ['to another method', { method: 'DELETE' }, /DELETE .* is not described, and answered 200/],
    ['on a path of somebody else', { path: '/theirs', status: 418 }, /^$/],
  ])('an answer %s', (_, change, expected) => {
    expect(undocumented({ ...answer, ...change }) ?? '').toMatch(expected);
  });

  it('notices a problem with the code of another one', () => {
    const problem = {
      type: 'urn:x',
      title: 't',
      status: 404,
      detail: 'd',
      code: 'run_unknown',
      request_id: 'r',
    };
    const sent = {
      ...answer,
      path: '/api/sync/runs/x',
      status: 404,
      contentType: 'application/problem+json',
    };
    expect(undocumented({ ...sent, body: JSON.stringify(problem) })).toBeUndefined();
    const wrong = { ...problem, code: 'learner_unknown' };
    expect(undocumented({ ...sent, body: JSON.stringify(wrong) })).toContain('must be equal to one of');
  });
});
