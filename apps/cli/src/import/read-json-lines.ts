import { LONGEST_RECORD, type ReadRows, type SourceRow } from './source-row.js';

/** One JSON object a line; empty lines are passed over. */
export const readJsonLines: ReadRows = async function* (text) {
  let line = 0;
  let number = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content === undefined)
      yield unreadable(line, `is longer than ${LONGEST_RECORD.toLocaleString('en-US')} characters`);
    else if (content.trim() !== '') {
      number += 1;
      yield toRow(content, line, number);
    }
  }
};

function toRow(content: string, line: number, number: number): SourceRow {
  try {
    const json: unknown = JSON.parse(content);
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      return unreadable(line, 'is no JSON object');
    const values = new Map(Object.entries(json).map(([name, value]) => [name, value ?? undefined]));
    return { type: 'record', line, number, values };
  } catch {
    return unreadable(line, 'is not JSON');
  }
}

function unreadable(line: number, message: string): SourceRow {
  return { type: 'unreadable', line, lastLine: line, message };
}

/** `undefined` for a line that is too long, which is not kept. */
async function* linesOf(text: AsyncIterable<string>): AsyncIterable<string | undefined> {
  let rest: string | undefined = '';
  let isFirst = true;
  for await (const piece of text) {
    const [begun = '', ...further] = (isFirst ? piece.replace(/^\uFEFF/, '') : piece).split('\n');
    isFirst = false;
    rest = joined(rest, begun);
    for (const next of further) {
      yield rest;
      rest = next;
    }
  }
  if (rest !== '') yield rest;
}

function joined(rest: string | undefined, more: string): string | undefined {
  return rest === undefined || rest.length + more.length > LONGEST_RECORD ? undefined : rest + more;
}
