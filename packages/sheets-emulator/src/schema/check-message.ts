import { ApiError } from '../api/api-error.ts';
import { fillColorPairs, keptColor } from './color-fields.ts';
import { enumerationName } from './enumeration-name.ts';
import { type FieldType, type MessageType, MessageTypes } from './field-type.ts';
import { type MessagePath, pathText } from './message-path.ts';
import { SHEETS_SCHEMA } from './sheets-schema.ts';

interface Violation {
  readonly field: string;
  readonly description: string;
}

type Fields = Record<string, unknown>;
type Path = MessagePath | undefined;
type Choice = Extract<FieldType, { kind: 'choice' }>;

const TYPES = new MessageTypes(SHEETS_SCHEMA);
const PACKAGE = 'type.googleapis.com/google.apps.sheets.v4';
/** Messages that the service knows by a longer name. */
const NESTED: Readonly<Record<string, string>> = { Request: 'BatchUpdateSpreadsheetRequest.Request' };
const KINDS = {
  string: 'TYPE_STRING',
  int: 'TYPE_INT32',
  number: 'TYPE_DOUBLE',
  boolean: 'TYPE_BOOL',
} as const;

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDefault = (value: unknown): boolean => value === 0 || value === false || value === '';

/**
 * Reads a JSON body as the API does: field names in either case, numbers given as text, `null` as nothing; and complains
 * of everything it does not know in one answer, in Google's words.
 */
class MessageReader {
  readonly violations: Violation[] = [];

  message(type: MessageType, value: unknown, path: Path): Fields {
    if (!isObject(value)) {
      this.#unexpected(value, path, `${PACKAGE}.${NESTED[type.name] ?? type.name}`);
      return {};
    }
    const read: Fields = {};
    for (const given in value) this.#field(type, given, value[given], path, read);
    if (type.name === 'Color') return keptColor(read);
    if (type.colors.length > 0) fillColorPairs(type.colors, read);
    return read;
  }

  #field(message: MessageType, given: string, content: unknown, path: Path, read: Fields): void {
    const name = message.fields.has(given) ? given : camelCase(given);
    const field = message.fields.get(name);
    if (field === undefined) {
      this.#unknownName(given, path);
      return;
    }
    if (content === null || content === undefined) return;
    const value = this.#value(field.type, content, { parent: path, key: name });
    if (Array.isArray(value) && value.length === 0) return;
    if (!field.tracked && isDefault(value)) return;
    read[name] = value;
  }

  #value(type: FieldType, value: unknown, path: Path): unknown {
    switch (type.kind) {
      case 'message':
        return this.message(TYPES.get(type.name), value, path);
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
    if (!Array.isArray(value) && typeof path?.key === 'number') {
      this.#unexpected(value, path, 'type.googleapis.com/google.protobuf.ListValue');
      return [];
    }
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (item.kind === 'any') return items;
    return items.map((each, i) => this.#value(item, each, { parent: path, key: i }));
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
    if (typeof value === 'number' && names[value] !== undefined) return names[value];
    this.#unexpected(value, path, `${PACKAGE}.${enumerationName(path?.key)}`);
    return value;
  }

  #scalar(type: keyof typeof KINDS, value: unknown, path: Path): unknown {
    if (type === 'string' && typeof value === 'string') return value;
    if (type === 'boolean' && typeof value === 'boolean') return value;
    if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
    if (type === 'number' || type === 'int') {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const fits = type === 'number' ? Number.isFinite(number) : Number.isInteger(number);
      if (typeof number === 'number' && fits) return number;
    }
    this.#unexpected(value, path, KINDS[type]);
    return undefined;
  }

  #unknownName(name: string, path: Path): void {
    const field = pathText(path);
    const where = field === '' ? '' : ` at '${field}'`;
    const description = `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`;
    this.violations.push({ field, description });
  }

  #unexpected(value: unknown, path: Path, type: string): void {
    const field = pathText(path);
    const shown = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
    this.violations.push({ field, description: `Invalid value at '${field}' (${type}), ${shown}` });
  }
}

/** The 400 that lists what is wrong with a body. */
const badRequest = (violations: readonly Violation[]): ApiError =>
  new ApiError(400, violations.map((violation) => violation.description).join('\n'), [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: violations.map(({ field, description }) =>
        field === '' ? { description } : { field, description },
      ),
    },
  ]);

/** Some methods take a message that is one field of what the service takes; complaints name that field. */
const BODY_FIELDS: Readonly<Record<string, string>> = { ValueRange: 'data', Spreadsheet: 'spreadsheet' };

const bodyPath = (name: string): Path => {
  const key = BODY_FIELDS[name];
  return key === undefined ? undefined : { parent: undefined, key };
};

/** Reads `body` as the message `name`. Throws the API's 400 when it is not one. */
export const checkMessage = <T>(name: string, body: unknown): T => {
  const reader = new MessageReader();
  const message = reader.message(TYPES.get(name), body ?? {}, bodyPath(name));
  if (reader.violations.length > 0) throw badRequest(reader.violations);
  return message as T;
};
