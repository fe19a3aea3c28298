/**
 * Makes `src/schema/sheets-types.ts` and `src/schema/sheets-schema.ts` from Google's discovery document of Sheets v4.
 *
 *     node scripts/generate-schema.ts sheets.v4.json
 *
 * The document is published by Google, and comes with its Python and Java clients. The types are for the compiler; the
 * table is what requests are checked against at run time, so that a misspelt field gets the answer Google gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';

interface DiscoveryType {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: DiscoveryType;
  readonly additionalProperties?: DiscoveryType;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, DiscoveryType>>;
}

const document = JSON.parse(readFileSync(argv[2] ?? 'sheets.v4.json', 'utf8')) as {
  readonly revision: string;
  readonly schemas: Readonly<Record<string, DiscoveryType>>;
};

const tsType = (type: DiscoveryType): string => {
  if (type.$ref !== undefined) return type.$ref;
  if (type.enum !== undefined) return type.enum.map((name) => `'${name}'`).join(' | ');
  if (type.type === 'array') return `ReadonlyArray<${tsType(type.items ?? {})}>`;
  if (type.type === 'object') return `Readonly<Record<string, ${tsType(type.additionalProperties ?? {})}>>`;
  if (type.type === 'integer' || type.type === 'number') return 'number';
  if (type.type === 'string' || type.type === 'boolean') return type.type;
  return 'unknown';
};

/** The code of a field's type in the table, see `schema-table.ts`. */
const code = (type: DiscoveryType): string => {
  if (type.$ref !== undefined) return `@${type.$ref}`;
  if (type.enum !== undefined) return `=${type.enum.join('|')}`;
  if (type.type === 'array') return `[${code(type.items ?? {})}`;
  if (type.type === 'object') return `{${code(type.additionalProperties ?? {})}`;
  if (type.type === 'integer') return 'int';
  if (type.type === 'number') return 'number';
  if (type.type === 'string') return 'string';
  if (type.type === 'boolean') return 'boolean';
  return 'any';
};

const names = Object.keys(document.schemas).sort();
const fieldsOf = (name: string) => Object.entries(document.schemas[name]?.properties ?? {});
const banner = `// Made by scripts/generate-schema.ts from the discovery document of Sheets v4, revision ${document.revision}. Not edited by hand.\n`;

const types = names.map((name) => {
  const lines = fieldsOf(name).map(([field, type]) => `  readonly ${field}?: ${tsType(type)} | undefined;`);
  if (lines.length === 0) return `export type ${name} = Readonly<Record<string, never>>;`;
  return `export interface ${name} {\n${lines.join('\n')}\n}`;
});
writeFileSync('src/schema/sheets-types.ts', `${banner}\n${types.join('\n\n')}\n`);

const rows = names.map((name) => {
  const fields = fieldsOf(name).map(([field, type]) => `${field}: '${code(type)}'`);
  return `  ${name}: { ${fields.join(', ')} },`;
});
const head =
  "import type { SchemaTable } from './schema-table.ts';\n\nexport const SHEETS_SCHEMA: SchemaTable = {";
writeFileSync('src/schema/sheets-schema.ts', `${banner}\n${head}\n${rows.join('\n')}\n};\n`);
