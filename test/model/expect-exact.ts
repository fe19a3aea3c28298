import { KEY_HEADER, type ReadCell, TAB_NAMES, type TabName } from '@quiz-sync/core';
import { expect } from 'vitest';
import type { ExpectedRow } from './expected-rows.ts';
import type { Model } from './model.ts';
import { type RowView, viewTab } from './tab-view.ts';
import { NAMES, type World } from './world.ts';

/** What must hold when nothing is due and nothing is broken: the spreadsheet says what the facts say, and no more. */
export async function expectExact(model: Model, world: World): Promise<void> {
  for (const tab of TAB_NAMES) expectTab(model, world, tab);
  for (const which of NAMES.keys()) {
    const { state, pending, last_error } = await world.status(which);
    expect({ state, pending: pending.total, last_error }).toEqual({
      state: 'in_sync',
      pending: 0,
      last_error: undefined,
    });
  }
}

function expectTab(model: Model, { sheets }: World, tab: TabName): void {
  const { people, rows } = model;
  const view = viewTab(sheets, people, tab);
  if (view === undefined) {
    expect(rows[tab].size, `rows of ${tab}, which is not there`).toBe(0);
    return;
  }
  expect(view.columns).toContain(KEY_HEADER);
  const found = new Map(view.rows.flatMap((row) => (row.key === '' ? [] : [[row.key, row] as const])));
  for (const [key, wanted] of rows[tab]) expectRow(model, tab, key, wanted, found.get(key));
  const strange = [...found.keys()].filter((key) => !rows[tab].has(key));
  expect(strange, `keys of ${tab} that should be gone`).toEqual([]);
  const loose = view.rows.filter(({ key }) => key === '').flatMap(({ ours }) => Object.values(ours));
  expect(loose.filter(isNotTyped), `cells of ours in rows of ${tab} without a key`).toEqual([]);
  const theirs = view.rows.flatMap((row) => row.theirs);
  expect(theirs.filter(isNotTyped), `cells of ours in columns of ${tab} that are not`).toEqual([]);
}

function isNotTyped(cell: ReadCell): boolean {
  return !/^(note|text) \d+/.test(String(cell));
}

function expectRow(
  { people }: Model,
  tab: TabName,
  key: string,
  wanted: ExpectedRow,
  found: RowView | undefined,
): void {
  const deleted = people.owed[tab].get(key);
  if (found === undefined && deleted !== undefined) {
    expect(wanted, `${tab} ${key}: deleted by people, and should be back since it changed`).toEqual(deleted);
  } else {
    expect(found?.ours, `${tab} ${key}`).toEqual(wanted);
  }
}
