import { TAB_NAMES } from '@quiz-sync/core';
import fc from 'fast-check';
import { type Model, next } from '../model.ts';
import { viewTab } from '../tab-view.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { choice, pick } from './names.ts';

const tab = fc.constantFrom(...TAB_NAMES);

const rename = fc.tuple(tab, choice).map(
  ([where, chosen]): Act => ({
    label: `rename a header(${where}, ${chosen})`,
    run: async (model, world) => {
      const view = viewTab(world.sheets, model.people, where);
      if (view === undefined || !(await world.knows(where))) return;
      const ours = view.headers.flatMap((header, column) =>
        view.columns[column] === header ? [{ header, column }] : [],
      );
      const renamed = pick(ours, chosen);
      if (renamed === undefined) return;
      const said = `not ${renamed.header} ${next(model)}`;
      world.sheets.people.typeCell(view.title, 0, renamed.column, said);
      model.people.renamed.set(said, { tab: where, header: renamed.header });
    },
  }),
);

const putBack: Act = { label: 'put headers back', run: (model, world) => putHeadersBack(model, world) };

export function putHeadersBack({ people }: Model, { sheets }: World): void {
  for (const [said, { tab: where, header }] of people.renamed) {
    const title = people.titles[where];
    const column = sheets.people.values(title)[0]?.indexOf(said) ?? -1;
    if (column !== -1) sheets.people.typeCell(title, 0, column, header);
    people.renamed.delete(said);
  }
}

export const headers: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: rename },
  { weight: 1, arbitrary: fc.constant(putBack) },
);
