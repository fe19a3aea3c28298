import type { QuizSync } from '@quiz-sync/core';
import { type OpenApiDocument, quizSyncRoutes } from '@quiz-sync/express';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeService } from '../../apps/server/src/http/description.js';

/** An answer as it was sent. */
export interface SentAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The document of the service. Routes are made and never run, so nothing is behind them. */
export const document: OpenApiDocument = describeService(quizSyncRoutes({} as QuizSync));

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
(addFormats as unknown as typeof addFormats.default)(ajv);
ajv.addSchema({ ...(closed(document) as object), $id: 'document' });

const templates = Object.keys(document.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** In what an answer is other than the document says; `undefined` when in nothing, or when the path is none of ours. */
export function undocumented(answer: SentAnswer): string | undefined {
  const { method, path, status, contentType } = answer;
  const template = templates.find(({ pattern }) => pattern.test(path))?.template;
  if (template === undefined) return undefined;
  const operation = document.paths[template]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
  if (operation === undefined) return refusedMethod(answer);
  const documented = operation.responses[status] as { content: Record<string, object> } | undefined;
  if (documented === undefined) return `${method} ${template} does not say that it answers ${status}`;
  const type = contentType.split(';', 1)[0] ?? '';
  const content = documented.content[type];
  if (content === undefined) return `${method} ${template} does not say that ${status} comes as "${type}"`;
  if (method === 'HEAD' || !('schema' in content)) return undefined;
  const place = [
    'paths',
    template,
    method.toLowerCase(),
    'responses',
    String(status),
    'content',
    type,
    'schema',
  ];
  return wrongIn(answer, `document#/${place.map(escaped).join('/')}`);
}

/** Other methods are answered alike everywhere. */
function refusedMethod(answer: SentAnswer): string | undefined {
  if (answer.method === 'OPTIONS')
    return answer.status === 204 ? undefined : `OPTIONS answered ${answer.status}`;
  if (answer.status === 405) return wrongIn(answer, 'document#/components/schemas/Problem');
  return `${answer.method} ${answer.path} is not described, and answered ${answer.status}`;
}

function wrongIn({ method, path, status, body }: SentAnswer, schema: string): string | undefined {
  const validate = ajv.getSchema(schema);
  if (validate === undefined) throw new TypeError(`no schema ${schema}`);
  if (validate(JSON.parse(body))) return undefined;
  return `${method} ${path} answered ${status} with ${body.slice(0, 500)}, in which ${ajv.errorsText(validate.errors)}`;
}

function escaped(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The document with all objects closed, so that a field which it does not name is noticed. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isOpen = fields['type'] === 'object' && 'properties' in fields && !('additionalProperties' in fields);
  return isOpen ? { ...fields, additionalProperties: false } : fields;
}
