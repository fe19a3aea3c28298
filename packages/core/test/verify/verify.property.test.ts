import { type ReadCell, TAB_NAMES, type TabName } from '@quiz-sync/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KEY_HEADER, tabLayouts } from '../../src/tabs/tab-layout.js';
import { expectExact, keysOf, type TestApplication, TITLES } from '../sync/make-application.js';
import {
  line,
  lines,
  repair,
  SUBMISSIONS,
  sheetOf,
  syncedApplication,
  verify,
} from './verified-application.js';

/** What people did to one row. Numbers pick among what is there. */
interface Edit {
  readonly what: 'edit' | 'delete' | 'paste' | 'invent';
  readonly tab: TabName;
  readonly row: number;
  readonly column: number;
  readonly value: ReadCell;
}

/** What they did to a tab, which is no drift. */
interface Move {
  readonly what: 'sort' | 'insert rows' | 'insert column' | 'move column';
  readonly tab: TabName;
  readonly at: number;
}

const tab = fc.constantFrom(...TAB_NAMES);
const value: fc.Arbitrary<ReadCell> = fc.constantFrom(
  'x',
  ' Fractions',
  '0',
  0,
  1,
  46_000.25,
  true,
  false,
  null,
);
const anEdit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('edit', 'edit', 'delete', 'paste', 'invent'),
  ...{ tab, row: fc.nat(), column: fc.nat(), value },
});
const aMove: fc.Arbitrary<Move> = fc.record({
  what: fc.constantFrom('sort', 'insert rows', 'insert column', 'move column'),
  ...{ tab, at: fc.nat() },
});

/** Does it, and answers the drift that it makes, as lines. Each row is touched once, so that findings add up. */
function act(app: TestApplication, edit: Edit, touched: Set<string>): string[] {
  const sheet = sheetOf(app, edit.tab);
  const keys = keysOf(app.sheets, edit.tab).filter((key) => !touched.has(`${edit.tab} ${key}`));
  const key = keys[edit.row % keys.length];
  if (key === undefined) return [];
  touched.add(`${edit.tab} ${key}`);
  switch (edit.what) {
    case 'edit': {
      const columns = tabLayouts().find((layout) => layout.tab === edit.tab)?.columns ?? [];
      const header = columns[edit.column % columns.length]?.header ?? '';
      if (sheet.cell(key, header) === edit.value) return [];
      sheet.type(key, header, edit.value);
      return [line('edited', edit.tab, key, header)];
    }
    case 'delete':
      sheet.remove(key);
      return [line('missing', edit.tab, key)];
    case 'paste':
      sheet.paste(key, edit.column % 2 === 0 ? undefined : 1 + (edit.column % sheet.rows().length));
      return [line('duplicate', edit.tab, key)];
    case 'invent': {
      const invented = key.replace('u', 'nobody');
      const row = sheet.paste(key);
      app.sheets.people.typeCell(sheet.title, row, sheet.column(KEY_HEADER), invented);
      touched.add(`${edit.tab} ${invented}`);
      return [line('foreign', edit.tab, invented)];
    }
    default:
      return edit.what satisfies never;
  }
}

function move({ sheets: { people } }: TestApplication, { what, tab: name, at }: Move): void {
  const title = TITLES[name];
  const [header = [], ...rows] = people.values(title);
  const moves: Record<Move['what'], () => void> = {
    sort: () => people.sortRows(title, at % header.length, { descending: at % 2 === 0 }),
    'insert rows': () => people.insertRows(title, 1 + (at % (rows.length + 1)), 1 + (at % 3)),
    'insert column': () => people.insertColumn(title, at % header.length),
    'move column': () => people.moveColumn(title, at % header.length, (at >> 4) % header.length),
  };
  moves[what]();
}

/** Rows of which notes must stay beside: those that were neither deleted nor invented. */
function notesOf(app: TestApplication, name: TabName): Map<string, ReadCell> {
  const sheet = sheetOf(app, name);
  return new Map(keysOf(app.sheets, name).map((key) => [key, sheet.cell(key, 'notes')]));
}

it('whatever people do, verify reports exactly that, repair mends it, and their notes stay', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anEdit, { maxLength: 10 }),
      fc.array(aMove, { maxLength: 4 }),
      async (edits, moves) => {
        const app = await syncedApplication();
        for (const name of TAB_NAMES) sheetOf(app, name).takeNotes();
        const touched = new Set<string>();
        const drift = edits.flatMap((edit) => act(app, edit, touched));
        for (const each of moves) move(app, each);
        expect(lines(await verify(app))).toEqual(drift.toSorted());
        const notes = new Map(TAB_NAMES.map((name) => [name, notesOf(app, name)]));
        const { repaired } = await repair(app);
        expect(repaired?.left).toBe(0);
        await expectExact(app, SUBMISSIONS);
        for (const name of TAB_NAMES) {
          const before = notes.get(name);
          for (const [key, note] of notesOf(app, name))
            expect(note, `${name} ${key}`).toBe(before?.get(key) ?? null);
        }
        expect((await app.store.pending.count())._unsafeUnwrap().total).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});
