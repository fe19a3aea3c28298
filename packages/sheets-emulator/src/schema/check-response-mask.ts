import { ApiError } from '../api/api-error.ts';
import type { FieldMask } from '../render/field-mask.ts';
import { type FieldType, MessageTypes } from './field-type.ts';
import { SHEETS_SCHEMA } from './sheets-schema.ts';

const TYPES = new MessageTypes(SHEETS_SCHEMA);

const messageOf = (type: FieldType): string | undefined => {
  if (type.kind === 'message') return type.name;
  return type.kind === 'list' ? messageOf(type.item) : undefined;
};

/** The first path of a mask that a message does not have; `undefined` when it has them all. */
export const unknownPath = (message: string, mask: FieldMask, path: string): string | undefined => {
  const { fields } = TYPES.get(message);
  for (const [name, inner] of mask.children) {
    if (name === '*') continue;
    const here = path === '' ? name : `${path}.${name}`;
    const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const field = fields.get(name) ?? fields.get(camel);
    if (field === undefined) return here;
    const next = messageOf(field.type);
    const found = next === undefined ? undefined : unknownPath(next, inner, here);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A space in a mask is a part of a name, of which there is none with a space. */
const spacedPath = (text: string): string | undefined => text.split(',').find((path) => path.includes(' '));

/** Throws the API's 400 when a mask of a method's answer names a field that the answer cannot have. */
export const checkResponseMask = (message: string, mask: FieldMask | undefined, text: string): void => {
  const path = mask === undefined ? undefined : (spacedPath(text) ?? unknownPath(message, mask, ''));
  if (path === undefined) return;
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`;
  throw new ApiError(400, 'Request contains an invalid argument.', [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: path, description }] },
  ]);
};
