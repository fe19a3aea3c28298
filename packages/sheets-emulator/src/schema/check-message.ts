import { ApiError } from '../api/api-error.ts';
import { fillColorPairs, keptColor } from './color-fields.ts';
import type { SchemaTable } from './schema-table.ts';
import { TRACKED_FIELDS } from './tracked-fields.ts';

interface Violation {
  readonly field: string;
  readonly description: string;
}

type Fields = Record<string, unknown>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDefault = (value: unknown): boolean => value === 0 || value === false || value === '';

const KINDS: Readonly<Record<string, string>> = {
  string: 'TYPE_STRING',
  int: 'TYPE_INT32',
  number: 'TYPE_DOUBLE',
  boolean: 'TYPE_BOOL',
};

/**
 * Reads a JSON body as the API does: field names in either case, numbers given as text, `null` as nothing; and complains
 * of everything it does not know in one answer, in Google's words.
 */
class MessageReader {
  readonly violations: Violation[] = [];
  readonly #schema: SchemaTable;

  constructor(schema: SchemaTable) {
    this.#schema = schema;
  }

  message(name: string, value: unknown, path: string): Fields {
    const fields = this.#schema[name];
    if (!isObject(value) || fields === undefined) {
      this.#unexpected(value, path, `type.googleapis.com/google.apps.sheets.v4.${name}`);
      return {};
    }
    const read: Fields = {};
    for (const [given, content] of Object.entries(value))
      this.#field(name, fields, given, content, path, read);
    if (name === 'Color') return keptColor(read);
    fillColorPairs(fields, read);
    return read;
  }

  #field(
    message: string,
    fields: Readonly<Record<string, string>>,
    given: string,
    content: unknown,
    path: string,
    read: Fields,
  ): void {
    const field = Object.hasOwn(fields, given) ? given : camelCase(given);
    const code = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (code === undefined) {
      this.#unknownName(given, path);
      return;
    }
    if (content === null || content === undefined) return;
    const inner = path === '' ? snakeCase(field) : `${path}.${snakeCase(field)}`;
    const value = this.#value(code, content, inner);
    if (isDefault(value) && !(TRACKED_FIELDS[message]?.has(field) ?? false)) return;
    read[field] = value;
  }

  #value(code: string, value: unknown, path: string): unknown {
    if (code.startsWith('@')) return this.message(code.slice(1), value, path);
    if (code.startsWith('[')) return this.#list(code.slice(1), value, path);
    if (code.startsWith('{')) return this.#map(code.slice(1), value, path);
    if (code.startsWith('=')) return this.#enumeration(code.slice(1).split('|'), value, path);
    if (code === 'any') return value;
    return this.#scalar(code, value, path);
  }

  #list(code: string, value: unknown, path: string): readonly unknown[] {
    const items = Array.isArray(value) ? value : [value];
    return items.map((item, i) => this.#value(code, item, `${path}[${i}]`));
  }

  #map(code: string, value: unknown, path: string): Fields {
    if (!isObject(value)) {
      this.#unexpected(value, path, 'Map');
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.#value(code, item, `${path}.${key}`)]),
    );
  }

  #enumeration(names: readonly string[], value: unknown, path: string): unknown {
    if (typeof value === 'number' && names[value] !== undefined) return names[value];
    if (typeof value !== 'string' || !names.includes(value)) {
      const enumeration = path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
      const type = camelCase(`_${enumeration}`);
      this.#unexpected(value, path, `type.googleapis.com/google.apps.sheets.v4.${type}`);
    }
    return value;
  }

  #scalar(code: string, value: unknown, path: string): unknown {
    if (code === 'string' && typeof value === 'string') return value;
    if (code === 'boolean' && typeof value === 'boolean') return value;
    if (code === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
    if (code === 'number' || code === 'int') {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      const whole = code === 'number' || Number.isInteger(number);
      if (typeof number === 'number' && Number.isFinite(number) && whole) return number;
    }
    this.#unexpected(value, path, KINDS[code] ?? code);
    return undefined;
  }

  #unknownName(name: string, path: string): void {
    const where = path === '' ? '' : ` at '${path}'`;
    const description = `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`;
    this.violations.push({ field: path, description });
  }

  #unexpected(value: unknown, path: string, type: string): void {
    const shown = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
    const description = `Invalid value at '${path}' (${type}), ${shown}`;
    this.violations.push({ field: path, description });
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

/** Reads `body` as the message `name`. Throws the API's 400 when it is not one. */
export const checkMessage = <T>(schema: SchemaTable, name: string, body: unknown): T => {
  const reader = new MessageReader(schema);
  const message = reader.message(name, body ?? {}, '');
  if (reader.violations.length > 0) throw badRequest(reader.violations);
  return message as T;
};
