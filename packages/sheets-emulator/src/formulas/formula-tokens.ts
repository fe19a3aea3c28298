import { columnIndex, columnLetters } from '../ranges/column-letters.ts';

/** One corner of a reference, with what the `$` signs hold fast. A side that is not given is open (`A:A`). */
export interface Corner {
  readonly row?: number | undefined;
  readonly column?: number | undefined;
  readonly fixedRow: boolean;
  readonly fixedColumn: boolean;
}

/** A reference as it stands in a formula: on a tab or on the formula's own, to one cell or from corner to corner. */
export interface Reference {
  readonly tab: string | undefined;
  readonly first: Corner;
  readonly last: Corner | undefined;
}

export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly value: string }
  | { readonly kind: 'reference'; readonly text: string; readonly reference: Reference }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'space'; readonly text: string };

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"]|"")*"/y;
const ERROR = /#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERROR!)/y;
const CORNER = '\\$?[A-Za-z]{1,3}\\$?\\d+';
const RANGE = `(?:${CORNER}(?::(?:${CORNER}|\\$?[A-Za-z]{1,3}|\\$?\\d+))?|\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}|\\$?\\d+:\\$?\\d+)`;
const REFERENCE = new RegExp(`(?:('(?:[^']|'')+'|[A-Za-z_][\\w.]*)!)?(${RANGE})(?![\\w(.])`, 'y');
const NAME = /[\p{L}_][\p{L}\p{N}_.]*/uy;
const OPERATOR = /<>|<=|>=|[-+*/^&=<>%(),;{}!]/y;
const SPACE = /\s+/y;

const corner = (text: string): Corner => {
  const [, fixedColumn = '', letters, fixedRow = '', digits] =
    /^(\$?)([A-Za-z]+)?(\$?)(\d+)?$/.exec(text) ?? [];
  return {
    column: letters === undefined ? undefined : columnIndex(letters),
    row: digits === undefined ? undefined : Number(digits) - 1,
    fixedColumn: letters !== undefined && fixedColumn === '$',
    fixedRow: fixedRow === '$' || (letters === undefined && fixedColumn === '$'),
  };
};

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const tokenAt = (text: string, at: number): Token | undefined => {
  const string = matchAt(STRING, text, at)?.[0];
  if (string !== undefined) {
    return { kind: 'string', text: string, value: string.slice(1, -1).replaceAll('""', '"') };
  }
  const found = matchAt(REFERENCE, text, at);
  if (found !== null) {
    const [whole, tab, range = ''] = found;
    const [first = '', last] = range.split(':');
    const title = tab?.startsWith("'") === true ? tab.slice(1, -1).replaceAll("''", "'") : tab;
    const reference = {
      tab: title,
      first: corner(first),
      last: last === undefined ? undefined : corner(last),
    };
    return { kind: 'reference', text: whole, reference };
  }
  const number = matchAt(NUMBER, text, at)?.[0];
  if (number !== undefined) return { kind: 'number', text: number, value: Number(number) };
  const error = matchAt(ERROR, text, at)?.[0];
  if (error !== undefined) return { kind: 'error', text: error };
  const name = matchAt(NAME, text, at)?.[0];
  if (name !== undefined) return { kind: 'name', text: name };
  const operator = matchAt(OPERATOR, text, at)?.[0];
  if (operator !== undefined) return { kind: 'operator', text: operator };
  const space = matchAt(SPACE, text, at)?.[0];
  return space === undefined ? undefined : { kind: 'space', text: space };
};

/** Takes a formula (after its `=`) apart; `undefined` when there is something in it that no formula has. */
export const formulaTokens = (text: string): readonly Token[] | undefined => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token === undefined) return undefined;
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
};

const cornerText = ({ row, column, fixedRow, fixedColumn }: Corner): string => {
  const letters = column === undefined ? '' : `${fixedColumn ? '$' : ''}${columnLetters(column)}`;
  return row === undefined ? letters : `${letters}${fixedRow ? '$' : ''}${row + 1}`;
};

const plainTab = (tab: string): string =>
  /^[A-Za-z_][\w.]*$/.test(tab) ? tab : `'${tab.replaceAll("'", "''")}'`;

/** A reference as it is written. */
export const referenceText = ({ tab, first, last }: Reference): string => {
  const place = tab === undefined ? '' : `${plainTab(tab)}!`;
  return `${place}${cornerText(first)}${last === undefined ? '' : `:${cornerText(last)}`}`;
};
