import { findTabs, type WatchedSheet } from './watched-sheet.ts';

const KEY = 'quiz_sync_key';

/** Where people put their own column at first: among ours. */
const NOTES_COLUMN = 1;

/** People write a note beside every row that has none yet, in a column of their own, and remember whose it is. */
export function addNotes(sheet: WatchedSheet): void {
  const { emulator, spreadsheetId, people } = sheet;
  const view = emulator.spreadsheet(spreadsheetId);
  const hands = emulator.people(spreadsheetId);
  for (const [tab, title] of findTabs(sheet)) {
    let [headers = []] = view.values(title);
    if (!headers.includes(KEY)) continue;
    if (!headers.includes(people.header)) {
      const column = letterOf(NOTES_COLUMN);
      hands.insertColumn(title, column).type(title, `${column}1`, people.header);
      [headers = []] = view.values(title);
    }
    const column = letterOf(headers.indexOf(people.header));
    const notes = people.notes.get(tab) ?? new Map<string, string>();
    people.notes.set(tab, notes);
    for (const [index, row] of view.values(title).entries()) {
      const key = String(row[headers.indexOf(KEY)] ?? '');
      if (index === 0 || key === '' || notes.has(key)) continue;
      notes.set(key, `note of ${key}`);
      hands.type(title, `${column}${index + 1}`, `note of ${key}`);
    }
  }
}

/** Of a column among the first 26. */
export function letterOf(column: number): string {
  return String.fromCharCode(65 + column);
}
