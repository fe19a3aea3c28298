import type { TabName } from '@quiz-sync/core';
import fc from 'fast-check';
import type { Model } from '../model.ts';
import type { TabView } from '../tab-view.ts';
import type { Act } from './act.ts';
import { choice } from './names.ts';
import { forgetWhere, type Moment, moving, tab } from './rows.ts';

function move(moment: Moment): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice, choice).map(([where, from, to]) =>
    moving(`move a column(${where}, ${from}, ${to})`, where, moment, (view, model, { sheets }) => {
      const count = view.headers.length;
      if (model.people.moved.has(where)) forgetWhatMayBeHit(model, where);
      sheets.people.moveColumn(view.title, from % count, to % count);
    }),
  );
}

function insert(moment: Moment): fc.Arbitrary<Act> {
  return fc.tuple(tab, choice).map(([where, at]) =>
    moving(`insert a column(${where}, ${at})`, where, moment, (view, model, { sheets }) => {
      if (model.people.moved.has(where) && !notesAreLast(view)) forgetWhatMayBeHit(model, where);
      sheets.people.insertColumn(view.title, at % view.headers.length);
    }),
  );
}

/** Cells of theirs that come to stand where a write under way puts ours are lost: `docs/guarantees.md` says so. */
function forgetWhatMayBeHit({ people }: Model, where: TabName): void {
  for (const kept of [people.notes, people.texts]) {
    forgetWhere<{ readonly tab: TabName }>(kept, (about) => about.tab === where);
  }
}

/** Pushed further to the right, they are out of harm's way. */
function notesAreLast({ columns }: TabView): boolean {
  const firstOfTheirs = columns.indexOf(undefined);
  return firstOfTheirs === -1 || columns.slice(firstOfTheirs).every((header) => header === undefined);
}

export const columns: fc.Arbitrary<Act> = fc.oneof(move('any time'), insert('any time'));
export const columnsInTheMoment: fc.Arbitrary<Act> = fc.oneof(move('in the moment'), insert('in the moment'));
