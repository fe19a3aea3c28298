import fc from 'fast-check';
import { DEFAULT_TITLES, type Model, next } from '../model.ts';
import { viewTab } from '../tab-view.ts';
import type { Act } from './act.ts';
import { choice } from './names.ts';
import { tab } from './rows.ts';

const rename = tab.map(
  (where): Act => ({
    label: `rename a tab(${where})`,
    run: (model, { sheets }) => {
      const { people } = model;
      if (sheets.tab(people.titles[where]) === undefined) return;
      const title = `Tab ${next(model)}`;
      sheets.people.renameTab(people.titles[where], title);
      people.titles[where] = title;
    },
  }),
);

const move = fc.tuple(tab, fc.nat({ max: 5 })).map(
  ([where, place]): Act => ({
    label: `move a tab(${where}, ${place})`,
    run: ({ people }, { sheets }) => {
      if (sheets.tab(people.titles[where]) !== undefined) sheets.people.moveTab(people.titles[where], place);
    },
  }),
);

const remove = tab.map(
  (where): Act => ({
    label: `delete a tab(${where})`,
    run: ({ people }, { sheets }) => {
      if (sheets.tab(people.titles[where]) === undefined) return;
      sheets.people.deleteTab(people.titles[where]);
      forgetTab(people, where);
    },
  }),
);

/** Everything of ours is to come back; everything of people's is gone. */
function forgetTab(people: Model['people'], where: keyof Model['people']['titles']): void {
  people.titles[where] = DEFAULT_TITLES[where];
  people.owed[where].clear();
  people.moved.delete(where);
  for (const about of [people.notes, people.texts, people.renamed]) {
    for (const [said, { tab: place }] of about) if (place === where) about.delete(said);
  }
}

const moveColumn = fc.tuple(tab, choice, choice).map(
  ([where, from, to]): Act => ({
    label: `move a column(${where}, ${from}, ${to})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      if (view === undefined || world.underWay()) return;
      const columns = view.headers.length;
      world.sheets.people.moveColumn(view.title, from % columns, to % columns);
    },
  }),
);

const insertColumn = fc.tuple(tab, choice).map(
  ([where, at]): Act => ({
    label: `insert a column(${where}, ${at})`,
    run: (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      if (view === undefined || world.underWay()) return;
      world.sheets.people.insertColumn(view.title, at % view.headers.length);
    },
  }),
);

const deleteRevision: Act = {
  label: 'delete the revision',
  run: (_, { sheets }) => sheets.people.deleteRevision(),
};

export const tabs: fc.Arbitrary<Act> = fc.oneof(
  rename,
  move,
  remove,
  moveColumn,
  insertColumn,
  fc.constant(deleteRevision),
);
