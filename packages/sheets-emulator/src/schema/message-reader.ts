import type { Violation } from './bad-request.ts';
import { fillColorPairs, keptColor } from './color-fields.ts';
import { enumerationName } from './enumeration-name.ts';
import { type Field, type FieldType, type MessageType, MessageTypes } from './field-type.ts';
import { type MessagePath, pathText } from './message-path.ts';
import { readBoolean, readChoice, readInt, readNumber } from './read-scalar.ts';
import { SHEETS_SCHEMA } from './sheets-schema.ts';

type Fields = Record<string, unknown>;
type Path = MessagePath | undefined;
type Choice = Extract<FieldType, { kind: 'choice' }>;
type Scalar = Extract<FieldType, { kind: 'scalar' }>['type'];

const TYPES = new MessageTypes(SHEETS_SCHEMA);
const PACKAGE = 'type.googleapis.com/google.apps.sheets.v4';
/** Messages that the service knows by a longer name. */
const NESTED: Readonly<Record<string, string>> = { Request: 'BatchUpdateSpreadsheetRequest.Request' };
const SCALARS: Readonly<
  Record<Scalar, { readonly type: string; readonly read: (value: unknown) => unknown }>
> = {
  string: { type: 'TYPE_STRING', read: (value) => (typeof value === 'string' ? value : undefined) },
  int: { type: 'TYPE_INT32', read: readInt },
  number: { type: 'TYPE_DOUBLE', read: readNumber },
  boolean: { type: 'TYPE_BOOL', read: readBoolean },
};

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDefault = (value: unknown): boolean => value === 0 || value === false || value === '';

/** What was read of a message so far. */
interface Reading {
  readonly type: MessageType;
  readonly path: Path;
  readonly fields: Fields;
  /** The unions of which a member was set. */
  readonly unions: Set<string>;
}

/**
 * Reads JSON as the API does: field names in either case, numbers given as text, `null` as nothing, lists within lists
 * as one list; and notes everything it cannot read, in Google's words. It stands in for the front end's own reader of
 * protocol buffers, whose source is public.
 */
export class MessageReader {
  readonly violations: Violation[] = [];

  /** Reads a whole body as the message `name`; `path` is where it stands in what the service takes. */
  body(name: string, value: unknown, path: Path): Fields {
    if (isObject(value)) return this.#message(TYPES.get(name), value, path);
    this.#unknownName('', undefined, 'Root element must be a message.');
    return {};
  }

  #message(type: MessageType, value: unknown, path: Path): Fields {
    if (!isObject(value)) {
      this.#unexpected(value, path, `${PACKAGE}.${NESTED[type.name] ?? type.name}`);
      return {};
    }
    const reading: Reading = { type, path, fields: {}, unions: new Set() };
    for (const given in value) this.#field(reading, given, value[given]);
    const { fields } = reading;
    if (type.name === 'Color') return keptColor(fields);
    if (type.colors.length > 0) fillColorPairs(type.colors, fields);
    return fields;
  }

  #field(reading: Reading, given: string, content: unknown): void {
    const { type, path, fields } = reading;
    const name = type.fields.has(given) ? given : camelCase(given);
    const field = type.fields.get(name);
    if (field === undefined) {
      this.#unknownName(given, path, 'Cannot find field.');
      return;
    }
    if (content === null || content === undefined || !this.#isPossible(reading, field, given, content))
      return;
    const value = this.#value(field.type, field.wrapped ? unwrapped(content) : content, {
      parent: field.wrapped ? { parent: path, key: name } : path,
      key: field.wrapped ? 'value' : name,
    });
    if (Array.isArray(value) && value.length === 0) return;
    if (!field.tracked && isDefault(value)) return;
    fields[name] = value;
  }

  /** Whether content of this shape can be put into the field at all, and no other member of its union is set. */
  #isPossible(
    { path, unions }: Reading,
    { type, union, wrapped }: Field,
    given: string,
    content: unknown,
  ): boolean {
    if (Array.isArray(content) && type.kind !== 'list' && type.kind !== 'any') {
      this.#unknownName(given, path, 'Proto field is not repeating, cannot start list.');
      return false;
    }
    if (isObject(content) && (type.kind === 'scalar' || type.kind === 'choice') && !wrapped) {
      this.#invalid(path, snakeCase(given), 'Starting an object on a scalar field');
      return false;
    }
    if (union === undefined) return true;
    if (unions.has(union)) {
      this.#invalid(path, 'oneof', `oneof field '${union}' is already set. Cannot set '${given}'`);
      return false;
    }
    unions.add(union);
    return true;
  }

  #value(type: FieldType, value: unknown, path: Path): unknown {
    switch (type.kind) {
      case 'message':
        return this.#message(TYPES.get(type.name), value, path);
      case 'list':
        return this.#list(type.item, value, path);
      case 'map':
        return this.#map(type.item, value, path);
      case 'choice':
        return this.#choice(type, value, path);
      case 'any':
        return value;
      case 'scalar':
        return this.#scalar(type.type, value, path);
    }
  }

  #list(item: FieldType, value: unknown, path: Path): readonly unknown[] {
    if (!Array.isArray(value)) {
      const isRow = item.kind === 'any';
      if (isRow) this.#unexpected(value, path, 'type.googleapis.com/google.protobuf.ListValue');
      return isRow ? [] : [this.#value(item, value, path)];
    }
    if (item.kind === 'any') return value;
    if (item.kind === 'list')
      return value.map((each, i) => this.#value(item, each, { parent: path, key: i }));
    return this.#items(item, value, path);
  }

  /** The items of a list; those of lists within it are taken as items of its own. `null` is no item. */
  #items(item: FieldType, list: readonly unknown[], path: Path): readonly unknown[] {
    const items: unknown[] = [];
    let count = 0;
    for (const each of list) {
      if (Array.isArray(each)) {
        items.push(...this.#items(item, each, count === 0 ? path : { parent: path, key: count - 1 }));
      } else if (each !== null) {
        items.push(this.#value(item, each, { parent: path, key: count }));
        count += 1;
      }
    }
    return items;
  }

  #map(item: FieldType, value: unknown, path: Path): Fields {
    if (!isObject(value)) {
      this.#unexpected(value, path, 'Map');
      return {};
    }
    const read = (key: string): unknown => this.#value(item, value[key], { parent: path, key });
    return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]));
  }

  #choice({ names, known }: Choice, value: unknown, path: Path): unknown {
    if (typeof value === 'string' && known.has(value)) return value;
    const chosen = readChoice(names, value);
    if (chosen === undefined) this.#unexpected(value, path, `${PACKAGE}.${enumerationName(path?.key)}`);
    return chosen;
  }

  #scalar(type: Scalar, value: unknown, path: Path): unknown {
    const read = SCALARS[type].read(value);
    if (read === undefined) this.#unexpected(value, path, SCALARS[type].type);
    return read;
  }

  #unknownName(name: string, path: Path, why: string): void {
    const field = pathText(path);
    const where = field === '' ? '' : ` at '${field}'`;
    const description = `Invalid JSON payload received. Unknown name "${name}"${where}: ${why}`;
    this.violations.push({ field, description });
  }

  #unexpected(value: unknown, path: Path, type: string): void {
    this.#invalid(path, type, typeof value === 'string' ? `"${value}"` : JSON.stringify(value));
  }

  #invalid(path: Path, type: string, what: string): void {
    const field = pathText(path);
    const where = field === '' ? '' : ` at '${field}'`;
    this.violations.push({ field, description: `Invalid value${where} (${type}), ${what}` });
  }
}

/** A number that counts when it is zero may be given as a message around it. */
const unwrapped = (content: unknown): unknown =>
  isObject(content) && 'value' in content ? content['value'] : content;
