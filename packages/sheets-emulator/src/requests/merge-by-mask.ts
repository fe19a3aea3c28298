import { invalid } from '../api/api-error.ts';
import { type FieldMask, parseFieldMask } from '../render/field-mask.ts';
import { unknownPath } from '../schema/check-response-mask.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const merge = (old: unknown, given: unknown, mask: FieldMask): unknown => {
  if (mask.children.size === 0 || mask.children.has('*')) return given;
  const merged: Record<string, unknown> = { ...fieldsOf(old) };
  for (const [name, inner] of mask.children) {
    const value = merge(fieldsOf(old)[name], fieldsOf(given)[name], inner);
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  return Object.keys(merged).length === 0 && given === undefined ? undefined : merged;
};

/**
 * The old value with those fields replaced that the mask names: by the given ones, or by nothing where none was given.
 */
export const mergeByMask = <T>(old: T, given: T | undefined, mask: FieldMask): T =>
  merge(old, given, mask) as T;

/** A mask that names a colour names its style too, and the other way round: both are kept. */
const withColorPairs = (mask: FieldMask): FieldMask => {
  const children = new Map<string, FieldMask>();
  for (const [name, inner] of mask.children) {
    children.set(name, withColorPairs(inner));
    if (/[cC]olor$/.test(name)) children.set(`${name}Style`, { children: new Map() });
    if (/[cC]olorStyle$/.test(name)) children.set(name.slice(0, -'Style'.length), { children: new Map() });
  }
  return { children };
};

/** Reads the `fields` of an update request of a message. They must be there, and be fields of it. */
export const updateMask = (fields: string | undefined, message: string): FieldMask => {
  const mask = parseFieldMask(fields);
  if (mask !== undefined) {
    const unknown = unknownPath(message, mask, '');
    if (unknown !== undefined) throw invalid(`Invalid field: ${unknown}`);
    return withColorPairs(mask);
  }
  throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
};
