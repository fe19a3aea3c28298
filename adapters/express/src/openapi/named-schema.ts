import { z } from 'zod';

/** Schemas that the document lists by name and refers to, instead of repeating them. */
export const namedSchemas = z.registry<{ id: string }>();

/** Gives a schema its name in the document. A name belongs to one schema. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  namedSchemas.add(schema, { id });
  return schema;
}
