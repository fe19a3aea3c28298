import { compareText, type LedgerEntry, type SheetLedger } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { MemoryState, TabMemory } from './memory-state.js';
import { tabMemory, targetMemory } from './target-memory.js';

export function memorySheetLedger(context: MemoryContext): SheetLedger {
  return {
    tabs: (target) =>
      perform(context, 'ledger.tabs', (state) =>
        [...targetMemory(state, target).tabs.values()].flatMap(({ record }) => record ?? []),
      ),
    forgetTab: (target, tab) =>
      perform(context, 'ledger.forgetTab', (state) => {
        targetMemory(state, target).tabs.delete(tab);
      }),
    find: (target, tab, keys) =>
      perform(context, 'ledger.find', (state) => {
        const { entries } = tabMemory(state, target, tab);
        return [...new Set(keys)].flatMap((key) => entries.get(key) ?? []);
      }),
    ownedBy: (target, tab, owners) =>
      perform(context, 'ledger.ownedBy', (state) => {
        const wanted = new Set(owners);
        return entriesOf(state, target, tab).filter((entry) => wanted.has(entry.owner));
      }),
    last: (target, tab) =>
      perform(context, 'ledger.last', (state) =>
        entriesOf(state, target, tab).reduce<LedgerEntry | undefined>(
          (last, entry) => (last === undefined || entry.row > last.row ? entry : last),
          undefined,
        ),
      ),
    inRows: (target, tab, firstRow, lastRow) =>
      perform(context, 'ledger.inRows', (state) =>
        entriesOf(state, target, tab)
          .filter(({ row }) => row >= firstRow && row <= lastRow)
          .sort((a, b) => a.row - b.row),
      ),
    ownersOfCourse: (target, courseId, after, limit) =>
      perform(context, 'ledger.ownersOfCourse', (state) => {
        const rows = entriesOf(state, target, 'course_progress').filter((entry) => entry.course === courseId);
        const owners = [...new Set(rows.map((entry) => entry.owner))].sort(compareText);
        return owners.filter((owner) => after === undefined || owner > after).slice(0, limit);
      }),
    countRows: (target) =>
      perform(
        context,
        'ledger.countRows',
        (state) =>
          new Map(
            [...targetMemory(state, target).tabs].map(([tab, { entries }]) => [tab, entries.size] as const),
          ),
      ),
    markSeen: (target, tab, scan, seen) =>
      perform(context, 'ledger.markSeen', (state) => markSeen(tabMemory(state, target, tab), scan, seen)),
    seen: (target, tab, scan, keys) =>
      perform(context, 'ledger.seen', (state) => {
        const { scans, entries } = tabMemory(state, target, tab);
        return [...new Set(keys)].filter((key) => entries.has(key) && scans.get(scan)?.has(key) === true);
      }),
    finishScan: (target, tab, scan, nextRow, limit) =>
      perform(context, 'ledger.finishScan', (state) =>
        finishScan(tabMemory(state, target, tab), scan, nextRow).slice(0, limit),
      ),
    writtenAt: (target, tab, key) =>
      perform(context, 'ledger.writtenAt', (state) => {
        const { entries, writtenAt } = tabMemory(state, target, tab);
        return entries.has(key) ? writtenAt.get(key) : undefined;
      }),
    adopt: (target, entries) => {
      const kept = keep(entries);
      return perform(context, 'ledger.adopt', (state) => {
        for (const entry of kept) tabMemory(state, target, entry.tab).entries.set(entry.key, entry);
      });
    },
  };
}

function entriesOf(state: MemoryState, target: string, tab: LedgerEntry['tab']): LedgerEntry[] {
  return [...tabMemory(state, target, tab).entries.values()];
}

function markSeen(memory: TabMemory, scan: string, seen: readonly { key: string; row: number }[]): string[] {
  const seenKeys = memory.scans.get(scan) ?? new Set();
  memory.scans.clear(); // What an earlier scan saw does not count any more.
  memory.scans.set(scan, seenKeys);
  const strange = new Set<string>();
  for (const { key, row } of seen) {
    seenKeys.add(key);
    const entry = memory.entries.get(key);
    if (entry === undefined) strange.add(key);
    else memory.entries.set(key, { ...entry, row });
  }
  return [...strange];
}

function finishScan(memory: TabMemory, scan: string, nextRow: number): string[] {
  const seenKeys = memory.scans.get(scan);
  const gone = [...memory.entries.keys()].filter((key) => seenKeys?.has(key) !== true);
  for (const key of gone) memory.entries.delete(key);
  memory.scans.clear();
  if (memory.record !== undefined) memory.record = { ...memory.record, nextRow };
  return gone;
}
