import { KEY_HEADER, TAB_NAMES, type TabName } from '@quiz-sync/core';
import fc from 'fast-check';
import { type Model, next, type PeopleMemory } from '../model.ts';
import { type TabView, viewTab } from '../tab-view.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { choice, pick } from './names.ts';

export const tab = fc.constantFrom(...TAB_NAMES);

const NOTES = 'notes';

/** When people move something in a tab: in the moment between a read and a write, or at any other time. */
export type Moment = 'in the moment' | 'any time';

type Move = (view: TabView, model: Model, world: World) => void;

/**
 * Rows or columns of a tab may be moved once while a batch is under way, not twice: whoever moved them back would hide
 * from us, when the answer is lost too, that the batch had hit others. People's own text in a column of ours may be hit
 * in the moment, and nothing can save it.
 */
export function moving(label: string, where: TabName, moment: Moment, move: Move): Act {
  return {
    label,
    run: (model, world) => {
      const { people } = model;
      const view = viewTab(world.sheets, people, where);
      if (view === undefined || people.moved.has(where)) return;
      if (moment === 'in the moment' || world.underWay()) {
        people.moved.add(where);
        forgetWhere(people.texts, (about) => about.tab === where && about.ours);
      }
      move(view, model, world);
    },
  };
}

export function forgetWhere<Kept>(kept: Map<string, Kept>, isLost: (about: Kept) => boolean): void {
  for (const [said, about] of kept) if (isLost(about)) kept.delete(said);
}

/** Sorts by any column. */
function sort(moment: Moment): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice, fc.boolean()).map(([where, chosen, descending]) =>
    moving(
      `sort(${where}, ${chosen}, ${descending ? 'down' : 'up'})`,
      where,
      moment,
      (view, _, { sheets }) => {
        const column = chosen % Math.max(1, view.headers.length);
        sheets.people.sortRows(view.title, column, { descending });
      },
    ),
  );
}

function insertRows(moment: Moment): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice, fc.integer({ min: 1, max: 3 })).map(([where, chosen, count]) =>
    moving(`insert rows(${where}, ${chosen}, ${count})`, where, moment, (view, { people }, { sheets }) => {
      if (people.moved.has(where)) forgetWhatMayBeShared(people, where, count);
      sheets.people.insertRows(view.title, 1 + (chosen % view.used), count);
    }),
  );
}

/**
 * In the moment, new rows of ours may come to lie on what people have below the last one; and when several rows were
 * inserted above notes, nobody can tell how many: `docs/guarantees.md` says so.
 */
function forgetWhatMayBeShared({ notes, texts }: PeopleMemory, where: TabName, inserted: number): void {
  forgetWhere(texts, (about) => about.tab === where);
  if (inserted > 1) forgetWhere(notes, (about) => about.tab === where);
}

function deleteRow(moment: Moment): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice).map(([where, chosen]) =>
    moving(`delete a row(${where}, ${chosen})`, where, moment, (view, model, { sheets }) => {
      const row = pick(view.rows, chosen);
      if (row === undefined || !view.columns.includes(KEY_HEADER)) return;
      sheets.people.deleteRows(view.title, row.row, 1);
      if (row.key !== '') model.people.owed[where].set(row.key, row.ours);
      for (const said of [...Object.values(row.ours), ...row.theirs]) forget(model, String(said));
    }),
  );
}

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
        ? view.columns.findIndex((header) => header !== undefined && header !== KEY_HEADER)
        : notesColumn(world, view);
      world.sheets.people.typeCell(view.title, view.used + gap, column, text);
      model.people.texts.set(text, { tab: where, ours });
    },
  }),
);

export const rows: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.oneof(sort('any time'), insertRows('any time'), deleteRow('any time')) },
  { weight: 1, arbitrary: typeNote },
  { weight: 1, arbitrary: typeBelow },
);

export const rowsInTheMoment: fc.Arbitrary<Act> = fc.oneof(
  sort('in the moment'),
  insertRows('in the moment'),
  deleteRow('in the moment'),
);
