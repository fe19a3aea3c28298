import type { Rig } from './rig.ts';

const KEY = 'quiz_sync_key';

/** Where people put their own column: among ours. */
const NOTES_COLUMN = 'B';

/** People write a note beside every row that has none yet, in a column of their own, and remember whose it is. */
export function addNotes({ emulator, spreadsheetId, people }: Rig): void {
  const view = emulator.spreadsheet(spreadsheetId);
  const hands = emulator.people(spreadsheetId);
  for (const tab of view.tabs) {
    if (view.values(tab)[0]?.includes(KEY) !== true) continue;
    if (view.cell(tab, `${NOTES_COLUMN}1`).value !== people.header)
      hands.insertColumn(tab, NOTES_COLUMN).type(tab, `${NOTES_COLUMN}1`, people.header);
    const notes = people.notes.get(tab) ?? new Map<string, string>();
    people.notes.set(tab, notes);
    const [headers = [], ...rows] = view.values(tab);
    for (const [index, row] of rows.entries()) {
      const key = String(row[headers.indexOf(KEY)] ?? '');
      if (key === '' || notes.has(key)) continue;
      notes.set(key, `note of ${key}`);
      hands.type(tab, `${NOTES_COLUMN}${index + 2}`, `note of ${key}`);
    }
  }
}
