import { OPERATIONS } from '../operations/operations.js';
import type { Operation } from './operation.js';
import { openOperationObject, operationObject } from './operation-object.js';
import type { DescribedRoute } from './refusal-answers.js';
import { type JsonSchema, schemaComponents } from './schema-components.js';

export interface OpenApiOptions {
  /** Where the router is mounted: `/api`. */
  readonly mountedAt: string;
  /** Of the API; default: that of this package. */
  readonly version?: string;
  /** What else the same server answers, by method and whole path: `GET /livez`. Without a scope it is open to everybody. */
  readonly beside?: Readonly<Record<string, Operation>>;
}

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

export type OperationObject = ReturnType<typeof openOperationObject>;

const TAGS = [
  { name: 'Submissions', description: 'Results coming in. Each is durable when it is answered.' },
  { name: 'Catalogue', description: 'Who learners are, what courses are called, how sessions went.' },
  { name: 'Learners', description: 'What came of it.' },
  { name: 'Sync', description: 'How the spreadsheet is doing.' },
  { name: 'Verification', description: 'Whether the spreadsheet says what the store says.' },
  { name: 'Service', description: 'For whoever runs it.' },
] as const;

const DESCRIPTION = [
  'Quiz results in, an exact Google Sheet out. No request waits for Google, unless its description says so.',
  'Errors are `application/problem+json` (RFC 9457); `code` says which, for programs, and `detail` what to do, for people.',
  'What cannot be read as a request of this API at all is answered so as well: 404 for other paths, 405 with `Allow` for other methods, 408 for what arrives too slowly, 431 for headers that are too large.',
  'Lengths of texts are counted in UTF-16 code units, as JavaScript does. Texts hold neither NUL nor halves of characters.',
].join('\n\n');

/**
 * The API as an OpenAPI 3.1 document, made from the schemas that validate requests. `routes` are those that are mounted;
 * one that nobody has described is a bug, and throws.
 */
export function openApiDocument(routes: readonly DescribedRoute[], options: OpenApiOptions): OpenApiDocument {
  const { mountedAt, version = '0.1.0', beside = {} } = options;
  const paths: Record<string, Record<string, OperationObject>> = {};
  const add = (method: string, path: string, entry: OperationObject) => {
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: entry };
  };
  for (const route of routes)
    add(route.method, mountedAt + route.path, operationObject(route, operationOf(route)));
  for (const [name, operation] of Object.entries(beside)) {
    const [method = '', path = ''] = name.split(' ');
    add(method, path, besideObject(path, operation));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quiz Sync',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: TAGS.filter(({ name }) => usedTags(paths).has(name)),
    paths,
    components: { schemas: schemaComponents(), securitySchemes: SECURITY_SCHEMES },
  };
}

function besideObject(path: string, operation: Operation): OperationObject {
  const { scope } = operation;
  if (scope === undefined) return openOperationObject(operation);
  return operationObject({ method: 'GET', path, body: 'none', scope }, operation);
}

const SECURITY_SCHEMES = {
  key: { type: 'http', scheme: 'bearer', description: 'A key of the service, or a token that it trusts.' },
};

function operationOf({ method, path }: DescribedRoute): Operation {
  const operation = OPERATIONS[`${method} ${path}`];
  if (operation === undefined) throw new TypeError(`${method} ${path} has no operation in src/operations`);
  return operation;
}

function usedTags(paths: OpenApiDocument['paths']): Set<string> {
  return new Set(
    Object.values(paths).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags)),
  );
}
