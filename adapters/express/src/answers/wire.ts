import { z } from 'zod';
import { named } from '../openapi/named-schema.js';

/**
 * A document as it is sent: what is not known is `null`, or not there. For holding a schema to the type behind it, so a
 * field that the schema calls optional may be `undefined`, as zod has it.
 */
export type Wire<T> = T extends undefined
  ? null
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: Wire<T[Key]> } & {
          readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Wire<T[Key]> | undefined;
        }
      : T;

/** An instant in UTC with milliseconds, as every answer has them. */
export const instant = named(
  'Instant',
  z.iso.datetime({ precision: 3 }).describe('An instant in UTC, such as 2026-11-23T12:00:00.000Z.'),
);

/** A number of things. */
export const count = named('Count', z.int().min(0));

/** Percent, a whole number. */
export const percent = named('Percent', z.int().min(0).max(100));

/** What writes are answered with. */
export function stored<Data extends z.ZodType>(id: string, data: Data) {
  return named(id, z.object({ success: z.literal(true), data }));
}
