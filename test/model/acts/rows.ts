import { TAB_NAMES, type TabName } from '@quiz-sync/core';
import fc from 'fast-check';
import { type Model, next } from '../model.ts';
import { type TabView, viewTab } from '../tab-view.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { choice, pick } from './names.ts';

export const tab = fc.constantFrom(...TAB_NAMES);

const NOTES = 'notes';

/**
 * Rows of a tab may be moved once while a batch is under way, not twice: whoever moved them back would hide from us,
 * when the answer is lost too, that the batch had hit other rows (see docs/guarantees.md; `verify` finds it).
 */
export function mayMove({ people }: Model, where: TabName): boolean {
  return !people.moved.has(where);
}

/** Notes that rows are moved now; in the moment between read and write, text of people in our columns may be hit. */
export function noteMove({ people }: Model, where: TabName, underWay: boolean): void {
  if (!underWay) return;
  people.moved.add(where);
  for (const [text, about] of people.texts) {
    if (about.tab === where && about.ours) people.texts.delete(text);
  }
}

/** Sorts by any column. */
export function sort(inTheMoment: boolean): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice, fc.boolean()).map(
    ([where, chosen, descending]): Act => ({
      label: `sort(${where}, ${chosen}, ${descending ? 'down' : 'up'})`,
      run: (model, world) => {
        const view = viewTab(world.sheets, model.people, where);
        if (view === undefined || !mayMove(model, where)) return;
        noteMove(model, where, inTheMoment || world.underWay());
        const column = chosen % Math.max(1, view.headers.length);
        world.sheets.people.sortRows(view.title, column, { descending });
      },
    }),
  );
}

const insertRows = fc.tuple(tab, choice, fc.integer({ min: 1, max: 3 })).map(
  ([where, chosen, count]): Act => ({
    label: `insert rows(${where}, ${chosen}, ${count})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      if (view === undefined || world.underWay() || !mayMove(model, where)) return;
      world.sheets.people.insertRows(view.title, 1 + (chosen % view.used), count);
    },
  }),
);

const deleteRow = fc.tuple(tab, choice).map(
  ([where, chosen]): Act => ({
    label: `delete a row(${where}, ${chosen})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      const row = pick(view?.rows ?? [], chosen);
      if (view === undefined || row === undefined || !mayMove(model, where)) return;
      if (!view.columns.includes('quiz_sync_key')) return;
      noteMove(model, where, world.underWay());
      world.sheets.people.deleteRows(view.title, row.row, 1);
      if (row.key !== '') model.people.owed[where].set(row.key, row.ours);
      for (const said of [...Object.values(row.ours), ...row.theirs]) forget(model, String(said));
    },
  }),
);

function forget({ people }: Model, said: string): void {
  people.notes.delete(said);
  people.texts.delete(said);
}

/** People's own column is made when first needed. */
function notesColumn({ sheets }: World, view: TabView): number {
  const known = view.headers.indexOf(NOTES);
  if (known !== -1) return known;
  const column = Math.max(...sheets.people.values(view.title).map((row) => row.length));
  sheets.people.insertColumn(view.title, column);
  sheets.people.typeCell(view.title, 0, column, NOTES);
  return column;
}

const typeNote = fc.tuple(tab, choice).map(
  ([where, chosen]): Act => ({
    label: `type a note(${where}, ${chosen})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      const free = view?.rows.filter(({ key, theirs }) => key !== '' && theirs.length === 0) ?? [];
      const row = pick(free, chosen);
      if (view === undefined || row === undefined) return;
      const note = `note ${next(model)} on ${row.key}`;
      world.sheets.people.typeCell(view.title, row.row, notesColumn(world, view), note);
      model.people.notes.set(note, { tab: where, key: row.key });
    },
  }),
);

/** In a column of ours or in their own; where a batch under way may be about to write, nothing could save it. */
const typeBelow = fc.tuple(tab, fc.nat({ max: 2 }), fc.boolean()).map(
  ([where, gap, ours]): Act => ({
    label: `type below(${where}, ${gap}, ${ours ? 'our column' : 'their column'})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      if (view === undefined || world.underWay()) return;
      const text = `text ${next(model)}`;
      const column = ours
        ? view.columns.findIndex((header) => header !== undefined)
        : notesColumn(world, view);
      world.sheets.people.typeCell(view.title, view.used + gap, column, text);
      model.people.texts.set(text, { tab: where, ours });
    },
  }),
);

export const rows: fc.Arbitrary<Act> = fc.oneof(
  sort(false),
  insertRows,
  deleteRow,
  typeNote,
  typeNote,
  typeBelow,
);
