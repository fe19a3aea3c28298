import { type Html, html, inline } from './html.js';

/** What of a JSON Schema is shown. */
export interface ShownSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: ShownSchema;
  readonly properties?: Readonly<Record<string, ShownSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly ShownSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** A schema with its fields in a table; the fields of an object within stand below it. `name` tells the tables apart for those who hear them. */
export function schemaView(name: string, schema: ShownSchema): Html {
  if (schema.properties === undefined)
    return html`<p>${kindOf(schema)}. ${inline(schema.description ?? '')}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Fields of ${name}"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${fieldRows(schema, '')}</tbody></table></div>`;
}

function fieldRows({ properties = {}, required = [] }: ShownSchema, before: string): Html[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = before + name;
    const needed = required.includes(name) ? html`` : html` <span class="optional">may be missing</span>`;
    const row = html`<tr><th scope="row"><code>${path}</code>${needed}</th><td>${kindOf(field)}</td><td>${inline(field.description ?? '')}</td></tr>\n`;
    return [row, ...innerRows(field, path)];
  });
}

function innerRows(field: ShownSchema, path: string): Html[] {
  if (field.properties !== undefined) return fieldRows(field, `${path}.`);
  if (field.items?.properties !== undefined) return fieldRows(field.items, `${path}[].`);
  const inner = field.anyOf?.find((choice) => choice.properties !== undefined);
  return inner === undefined ? [] : fieldRows(inner, `${path}.`);
}

/** In a few words: `text, 1 to 200 characters`. */
export function kindOf(schema: ShownSchema): Html {
  if (schema.$ref !== undefined) return reference(schema.$ref);
  if (schema.enum !== undefined) return oneOf(schema.enum);
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.items !== undefined) return html`list of ${kindOf(schema.items)}${atMost(schema.maxItems)}`;
  if (schema.type === undefined && schema.anyOf !== undefined) return choices(schema.anyOf);
  return html`${typesOf(schema)}${rangeOf(schema)}`;
}

function reference(ref: string): Html {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  return html`<a href="#schema-${name}">${name}</a>`;
}

function oneOf(values: readonly unknown[]): Html {
  return html`${values.map((value, index) => html`${index === 0 ? '' : ', '}<code>${JSON.stringify(value)}</code>`)}`;
}

function choices(schemas: readonly ShownSchema[]): Html {
  return html`${schemas.map((schema, index) => html`${index === 0 ? '' : ' or '}${kindOf(schema)}`)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

function typesOf({ type, format }: ShownSchema): string {
  if (type === undefined) return 'anything';
  const words = [type].flat().map((name) => WORDS[name] ?? name);
  return words.join(' or ') + (format === undefined ? '' : ` (${format})`);
}

/** Bounds that nobody reaches are not told. */
function rangeOf({ minLength, maxLength, minimum, maximum }: ShownSchema): string {
  if (maxLength !== undefined) return `, ${minLength ?? 0} to ${maxLength} characters`;
  const from = minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? '' : `, from ${minimum}`;
  return from + (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`);
}

function atMost(most: number | undefined): string {
  return most === undefined ? '' : `, at most ${most}`;
}
