import { FORBIDDEN_KEYS, jsonValueSchema, NO_NUL } from '@quiz-sync/core';
import { z } from 'zod';
import { named, namedSchemas } from './named-schema.js';

/** A JSON Schema (2020-12), as OpenAPI 3.1 has them. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const REFERENCE = '#/components/schemas/';

named('JsonValue', jsonValueSchema);

/** What the schema of free-form data checks by hand. */
const JSON_VALUE: JsonSchema = {
  description: 'Any JSON, at most 32 levels deep, without NUL in texts.',
  anyOf: [
    { type: ['null', 'boolean', 'number'] },
    { type: 'string', pattern: NO_NUL },
    { type: 'array', items: { $ref: `${REFERENCE}JsonValue` } },
    {
      type: 'object',
      propertyNames: { pattern: NO_NUL, not: { enum: [...FORBIDDEN_KEYS] } },
      additionalProperties: { $ref: `${REFERENCE}JsonValue` },
    },
  ],
};

/**
 * All named schemas as components. Objects of requests are closed, as the application refuses what it does not know;
 * those of answers are open, since a later version may say more.
 */
export function schemaComponents(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(namedSchemas, {
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => REFERENCE + id,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === jsonValueSchema) Object.assign(jsonSchema, JSON_VALUE);
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** The schema where it is used: a reference when it has a name. */
export function schemaInPlace(schema: z.ZodType): JsonSchema {
  const name = namedSchemas.get(schema)?.id;
  return name === undefined ? bare(z.toJSONSchema(schema, { io: 'input' })) : { $ref: REFERENCE + name };
}

/** Without what only a document of its own needs. */
function bare({ $schema, $id, ...schema }: Record<string, unknown>): JsonSchema {
  return schema;
}
