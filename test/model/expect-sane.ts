import { KEY_HEADER, TAB_NAMES, type TabName } from '@quiz-sync/core';
import { expect } from 'vitest';
import type { Model } from './model.ts';
import { type TabView, viewTab } from './tab-view.ts';
import type { World } from './world.ts';

/** What must hold at every moment, also while much is waiting and something is broken. */
export function expectSane(model: Model, { sheets }: World): void {
  for (const tab of TAB_NAMES) {
    const view = viewTab(sheets, model.people, tab);
    // What a batch hit while somebody moved things under it stands there until the next run mends it.
    if (view === undefined || model.people.moved.has(tab)) continue;
    const keys = view.columns.includes(KEY_HEADER) ? expectKnownKeys(model, tab, view) : new Set<string>();
    for (const key of keys) model.people.owed[tab].delete(key);
    expectNotes(model, tab, view);
    expectTexts(model, tab, view);
  }
}

/** No key twice, and none that nothing stored ever called for. */
function expectKnownKeys(model: Model, tab: TabName, { rows }: TabView): Set<string> {
  const keys = rows.flatMap(({ key }) => (key === '' ? [] : [key]));
  const unique = new Set(keys);
  expect(keys, `keys of ${tab}, each once`).toHaveLength(unique.size);
  const strange = keys.filter((key) => !model.everRight[tab].has(key));
  expect(strange, `keys of ${tab} that nobody stored`).toEqual([]);
  return unique;
}

/** People's notes stay beside the row they were made for. */
function expectNotes({ people, everGone }: Model, tab: TabName, { rows }: TabView): void {
  for (const [note, about] of people.notes) {
    if (about.tab !== tab) continue;
    const row = rows.find(({ theirs }) => theirs.includes(note));
    if (row?.key === '' && everGone[tab].has(about.key)) continue;
    expect(row?.key, `the row of ${tab} beside which stands "${note}"`).toBe(about.key);
  }
}

/** What people typed into rows of their own is there, and in such a row. */
function expectTexts({ people }: Model, tab: TabName, { rows }: TabView): void {
  for (const [text, about] of people.texts) {
    if (about.tab !== tab) continue;
    const row = rows.find(({ ours, theirs }) => [...Object.values(ours), ...theirs].includes(text));
    expect(row?.key, `the row of ${tab} with "${text}"`).toBe('');
  }
}
