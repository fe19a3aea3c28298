import type { ExportCell, ExportRow } from './export-kinds.js';

/** Most characters of a cell, as Excel has it. */
export const MAX_XLSX_CHARACTERS = 32_767;

/** XML of one row; `number` counts from 1. Text is text, whatever it looks like: only an `<f>` would be a formula. */
export function rowXml(row: ExportRow, number: number): string {
  const cells = row.map((cell, column) => cellXml(cell, `${columnLetter(column)}${number}`));
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(cell: ExportCell, place: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell.json);
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xmlText(shortened(text))}</t></is></c>`;
}

/** Exports have fewer columns than there are letters. */
function columnLetter(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column);
}

/** Cut with a mark, as in the spreadsheet, and never between the halves of a character. */
function shortened(text: string): string {
  if (text.length <= MAX_XLSX_CHARACTERS) return text;
  const mark = ` … [cut: ${text.length} characters in all]`;
  const kept = text.slice(0, MAX_XLSX_CHARACTERS - mark.length);
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + mark;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no control characters: a workbook writes them `_x0007_`, and what looks like that so that it stays. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, codePoint);
}

function codePoint(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
