import type { DocumentedAnswer, Operation, Parameter, RequestBody } from './operation.js';
import { type DescribedRoute, problemAnswers, refusalAnswers, requestIdHeader } from './refusal-answers.js';
import { schemaInPlace } from './schema-components.js';

/** One entry of the document, for a route of the API. */
export function operationObject(route: DescribedRoute, operation: Operation) {
  const { responses, ...rest } = openOperationObject(operation);
  return {
    ...rest,
    description: `${operation.description}\n\nNeeds the scope \`${route.scope}\`${route.ownLearner === undefined ? '' : ', or to be the learner it is about'}.`,
    security: [{ key: [] }],
    responses: { ...responses, ...refusalAnswers(route, operation) },
  };
}

/** The same for what everybody may ask, and which answers nothing but what it says. */
export function openOperationObject(operation: Operation) {
  const { id, tag, summary, description, parameters = [], body, answers } = operation;
  const own = Object.entries(answers).map(([status, answer]) => [status, answerObject(answer)]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: [] as readonly object[],
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(parameterObject) }),
    ...(body === undefined ? {} : { requestBody: bodyObject(body) }),
    responses: { ...Object.fromEntries(own), ...problemAnswers(operation.refusals) } as Record<
      string,
      object
    >,
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
