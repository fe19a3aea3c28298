import { course, learner } from '../crash/facts.ts';
import { addNotes, letterOf } from '../crash/peoples-notes.ts';
import { findTabs } from '../crash/watched-sheet.ts';
import type { Chance } from './chance.ts';
import { sendUntilTaken } from './clients.ts';
import type { School } from './school.ts';

const KEY = 'quiz_sync_key';

/** Columns that people can name with one letter. */
const MOST_COLUMNS = 24;

type Edit = (school: School, chance: Chance, place: Place) => void;

/** A tab as it is at the moment. */
interface Place {
  /** By its first title. */
  readonly tab: string;
  readonly title: string;
  readonly headers: readonly unknown[];
  /** The header row is the first. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Edits that move rows. */
const ROWS_MOVE: Readonly<Record<string, Edit>> = {
  sort: (school, chance, { title, headers }) => {
    const column = letterOf(chance.between(0, headers.length - 1));
    handsOf(school).sort(title, { column, descending: chance.percent(50) });
  },
  'insert rows': (school, chance, { title, rows }) => {
    handsOf(school).insertRows(title, chance.between(2, rows.length + 1), chance.between(1, 3));
  },
  'delete an empty row': (school, chance, { title, rows }) => {
    const empty = rows.flatMap((row, index) => (row.every((cell) => cell === '') ? [index + 1] : []));
    if (empty.length > 0) handsOf(school).deleteRows(title, chance.pick(empty));
  },
  'drag rows': (school, chance, { title, rows }) => {
    if (rows.length < 4) return;
    const first = chance.between(3, rows.length);
    handsOf(school).moveRows(title, first, 1, chance.between(2, first - 1));
  },
};

/** What people may do at any time, also in the moment between a read and a write. */
export const EDITS_AT_ANY_TIME: Readonly<Record<string, Edit>> = {
  ...ROWS_MOVE,
  'rename a tab': (school, chance, { title, tab }) => {
    handsOf(school).renameTab(title, `${tab} ${chance.between(1, 99)}`);
  },
  'drag a tab': (school, chance, { title }) => {
    handsOf(school).moveTab(title, chance.between(0, 3));
  },
  'hide rows': (school, chance, { title, rows }) => {
    handsOf(school).hideRows(title, chance.between(2, rows.length + 1));
  },
  'filter or not': (school, chance, { title }) => {
    if (chance.percent(50)) handsOf(school).filter(title, { hide: { A: ['learner-1'] } });
    else handsOf(school).clearFilter(title);
  },
};

/** What they may do when nothing is going on: done at the same moment as a write, some of it is lost, and nobody promised more. */
export const EDITS_WHEN_CALM: Readonly<Record<string, Edit>> = {
  ...EDITS_AT_ANY_TIME,
  // At first they insert a column for them.
  notes: (school) => addNotes(school),
  'delete the marker': (school) => {
    const { namedRanges } = school.emulator.spreadsheet(school.spreadsheetId);
    if (namedRanges.length > 0) handsOf(school).deleteNamedRange('quiz_sync_revision');
  },
  'type below': (school, chance, { tab, title, rows }) => {
    const text = `typed by people ${chance.between(1, 1_000_000)}`;
    const typed = new Set(school.people.typed.get(tab));
    (school.people.typed as Map<string, ReadonlySet<string>>).set(tab, typed.add(text));
    handsOf(school).type(title, `A${rows.length + chance.between(1, 3)}`, text);
  },
  'insert a column': (school, chance, { title, headers }) => {
    if (headers.length < MOST_COLUMNS)
      handsOf(school).insertColumn(title, letterOf(chance.between(0, headers.length - 1)));
  },
  'drag a column': (school, chance, { title, headers }) => {
    const from = chance.between(1, headers.length - 1);
    handsOf(school).moveColumn(title, letterOf(from), letterOf(chance.between(0, from - 1)));
  },
  'delete a tab': (school, chance, { tab, title }) => {
    if (!chance.percent(25)) return;
    handsOf(school).deleteTab(title);
    school.people.notes.delete(tab);
    (school.people.typed as Map<string, ReadonlySet<string>>).delete(tab);
  },
};

/** Does one of the edits in one of the tabs, where there is any; answers which. */
export function editSheet(
  school: School,
  chance: Chance,
  edits: Readonly<Record<string, Edit>>,
): string | undefined {
  const name = chance.pick(Object.keys(edits));
  // A row of people's own that is moved under a write may be hit, and what stood under our headers is gone.
  const mayHit = edits === EDITS_AT_ANY_TIME && name in ROWS_MOVE;
  const tabs = [...findTabs(school)].filter(([tab]) => !(mayHit && school.people.typed.has(tab)));
  if (tabs.length === 0) return undefined;
  const [tab, title] = chance.pick(tabs);
  const rows = school.emulator.spreadsheet(school.spreadsheetId).values(title);
  const [headers = []] = rows;
  if (!headers.includes(KEY)) return undefined;
  school.trace.note(`${name} in ${title}, which has ${rows.length} rows`);
  edits[name]?.(school, chance, { tab, title, headers, rows });
  return name;
}

/** Somebody deletes a learner's rows. They come back when something about the learner changes, and here it does at once. */
export async function deleteLearnerRow(school: School, chance: Chance): Promise<void> {
  const title = findTabs(school).get('UserProfiles');
  if (title === undefined) return;
  const rows = school.emulator.spreadsheet(school.spreadsheetId).values(title);
  const keyColumn = rows[0]?.indexOf(KEY) ?? -1;
  const keyed = rows.flatMap((row, index) => (index > 0 && row[keyColumn] ? [index] : []));
  if (keyColumn === -1 || keyed.length === 0) return;
  const row = chance.pick(keyed);
  const key = String(rows[row]?.[keyColumn]);
  handsOf(school).deleteRows(title, row + 1);
  school.people.notes.get('UserProfiles')?.delete(key);
  const last_name = `Deleted ${chance.between(1, 1_000_000)}`;
  await sendUntilTaken(school, learner(key, { last_name }));
  await sendUntilTaken(school, course('algebra', { page_count: chance.between(1, 999) }));
}

function handsOf({ emulator, spreadsheetId }: School) {
  return emulator.people(spreadsheetId);
}
