import type { DocumentedAnswer, Operation, Parameter, RequestBody } from './operation.js';
import { type DescribedRoute, refusalAnswers, requestIdHeader } from './refusal-answers.js';
import { schemaInPlace } from './schema-components.js';

/** One entry of the document. `open`: who is not known may ask, too, and nothing but what it says is answered. */
export function operationObject(route: DescribedRoute, operation: Operation, { open = false } = {}) {
  const { id, tag, summary, description, parameters = [], body, answers } = operation;
  const own = Object.entries(answers).map(([status, answer]) => [status, answerObject(answer)]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(open ? { security: [] } : { security: [{ key: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterObject) }),
    ...(body === undefined ? {} : { requestBody: bodyObject(body) }),
    responses: { ...Object.fromEntries(own), ...(open ? {} : refusalAnswers(route, operation)) },
  };
}

function parameterObject({ name, in: place, description, schema, example }: Parameter): object {
  return {
    name,
    in: place,
    description,
    required: place === 'path',
    schema: schemaInPlace(schema),
    ...(example === undefined ? {} : { example }),
  };
}

function bodyObject({ schema, examples }: RequestBody): object {
  return { required: true, content: { 'application/json': { schema: schemaInPlace(schema), examples } } };
}

function answerObject({ description, schema, contentType, example, headers = {} }: DocumentedAnswer): object {
  const content = {
    ...(schema === undefined ? {} : { schema: schemaInPlace(schema) }),
    ...(example === undefined ? {} : { example }),
  };
  const described = Object.entries(headers).map(([name, words]) => [
    name,
    { description: words, schema: { type: 'string' } },
  ]);
  return {
    description,
    headers: { ...requestIdHeader, ...Object.fromEntries(described) },
    content: { [contentType ?? 'application/json']: content },
  };
}
