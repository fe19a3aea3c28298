import type { TabName } from '@quiz-sync/core';
import fc from 'fast-check';
import { DEFAULT_TITLES, next, type PeopleMemory } from '../model.ts';
import type { Act } from './act.ts';
import { forgetWhere, tab } from './rows.ts';

const rename = tab.map(
  (where): Act => ({
    label: `rename a tab(${where})`,
    run: async (model, { sheets, knows }) => {
      const { people } = model;
      if (sheets.tab(people.titles[where]) === undefined || !(await knows(where))) return;
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
function forgetTab(people: PeopleMemory, where: TabName): void {
  people.titles[where] = DEFAULT_TITLES[where];
  people.owed[where].clear();
  people.moved.delete(where);
  for (const kept of [people.notes, people.texts, people.renamed]) {
    forgetWhere<{ readonly tab: TabName }>(kept, (about) => about.tab === where);
  }
}

const deleteRevision: Act = {
  label: 'delete the revision',
  run: (_, { sheets }) => sheets.people.deleteRevision(),
};

export const tabs: fc.Arbitrary<Act> = fc.oneof(rename, move, remove, fc.constant(deleteRevision));
