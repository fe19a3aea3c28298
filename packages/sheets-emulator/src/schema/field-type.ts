import type { SchemaTable } from './schema-table.ts';
import { TRACKED_FIELDS, WRAPPED_FIELDS } from './tracked-fields.ts';
import { UNIONS } from './unions.ts';

/** What a field may hold, read from its code in the schema table. */
export type FieldType =
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'list'; readonly item: FieldType }
  | { readonly kind: 'map'; readonly item: FieldType }
  | { readonly kind: 'choice'; readonly names: readonly string[]; readonly known: ReadonlySet<string> }
  | { readonly kind: 'any' }
  | { readonly kind: 'scalar'; readonly type: 'string' | 'int' | 'number' | 'boolean' };

export interface Field {
  readonly type: FieldType;
  /** Zero, false and the empty text are kept. */
  readonly tracked: boolean;
  /** It stands in a message of its own, of which complaints name the `value`. */
  readonly wrapped: boolean;
  /** The union that it is a member of: only one of its fields may be set. */
  readonly union: string | undefined;
}

/** A message's fields, and what holds for the message as a whole. */
export interface MessageType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Fields that hold a colour and have a twin that holds a style. */
  readonly colors: readonly string[];
}

const typeOf = (code: string): FieldType => {
  const rest = code.slice(1);
  if (code.startsWith('@')) return { kind: 'message', name: rest };
  if (code.startsWith('[')) return { kind: 'list', item: typeOf(rest) };
  if (code.startsWith('{')) return { kind: 'map', item: typeOf(rest) };
  if (code.startsWith('=')) {
    const names = rest.split('|');
    return { kind: 'choice', names, known: new Set(names) };
  }
  if (code === 'string' || code === 'int' || code === 'number' || code === 'boolean') {
    return { kind: 'scalar', type: code };
  }
  return { kind: 'any' };
};

/** The messages of a schema table, each taken apart when it is first needed. */
export class MessageTypes {
  readonly #table: SchemaTable;
  readonly #types = new Map<string, MessageType>();

  constructor(table: SchemaTable) {
    this.#table = table;
  }

  get(name: string): MessageType {
    let type = this.#types.get(name);
    if (type === undefined) {
      type = this.#make(name);
      this.#types.set(name, type);
    }
    return type;
  }

  #make(name: string): MessageType {
    const codes = this.#table[name] ?? {};
    const union = UNIONS[name];
    const fields = new Map<string, Field>();
    for (const [field, code] of Object.entries(codes)) {
      fields.set(field, {
        type: typeOf(code),
        tracked: TRACKED_FIELDS[name]?.has(field) ?? false,
        wrapped: WRAPPED_FIELDS[name]?.has(field) ?? false,
        union: union?.fields.includes(field) === true ? union.name : undefined,
      });
    }
    const isPair = (field: string): boolean =>
      codes[field] === '@Color' && codes[`${field}Style`] === '@ColorStyle';
    return { name, fields, colors: Object.keys(codes).filter(isPair) };
  }
}
