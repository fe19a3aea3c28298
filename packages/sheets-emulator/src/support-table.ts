import { OPERATIONS } from './api/operations.ts';
import { REQUEST_TABLE } from './requests/request-table.ts';
import { SHEETS_SCHEMA } from './schema/sheets-schema.ts';

/** One line of the table in the README: a method or a kind of request, and whether it is there. */
export interface SupportRow {
  readonly what: string;
  readonly name: string;
  readonly emulated: boolean;
}

/** Everything that Google has and what of it is emulated, read off the code that answers. */
export const supportRows = (): readonly SupportRow[] => [
  ...OPERATIONS.map(({ id, verb, path }) => ({
    what: `${verb} ${path}`,
    name: id,
    emulated: true,
  })),
  ...Object.keys(SHEETS_SCHEMA['Request'] ?? {}).map((kind) => ({
    what: 'request of a `batchUpdate`',
    name: kind,
    emulated: Object.hasOwn(REQUEST_TABLE, kind),
  })),
];

/** The table as Markdown. */
export const supportTable = (): string => {
  const rows = supportRows().map(
    ({ what, name, emulated }) =>
      `| \`${name}\` | ${what} | ${emulated ? 'yes' : 'no: refused by name, 501'} |`,
  );
  return ['| name | what | emulated |', '| --- | --- | --- |', ...rows].join('\n');
};
