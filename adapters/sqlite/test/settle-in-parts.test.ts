import type { ChangeRef, LedgerEntry } from '@quiz-sync/core';
import { aJournalEntry, aLedgerEntry, aTabRecord, someEffects } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { effectParts, type StoredEffects } from '../dist/worker/effect-parts.js';
import { STEP_SIZE } from '../dist/worker/steps.js';
import { syncJournal } from '../dist/worker/sync-journal.js';
import { callsOn, connectForTest } from './in-process.js';

const TARGET = 'spreadsheet-1';

function entries(count: number): LedgerEntry[] {
  return Array.from({ length: count }, (_, row) =>
    aLedgerEntry({ key: `key-${row}`, row, owner: `learner-${row}` }),
  );
}

function learners(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `learner-${index}`);
}

function versionOne(userIds: readonly string[]): ChangeRef[] {
  return userIds.map((id) => ({ kind: 'learner', id, version: 1 }));
}

function sizeOf({ entries, removed, tabs, acknowledged }: StoredEffects): number[] {
  return [tabs.length, removed.length, entries.length, acknowledged.length];
}

describe('effectParts', () => {
  const removed = [1, 2, 3].map((n) => ({ tab: 'profiles' as const, key: `gone-${n}` }));

  it('leaves a small batch whole', () => {
    const effects = someEffects({ entries: entries(2), removed, acknowledged: versionOne(['a']) });
    expect(effectParts(effects, 6)).toEqual([effects]);
  });

  it('parts a large one: tabs, removals, entries, and acknowledgements last', () => {
    const effects = someEffects({
      tabs: [aTabRecord()],
      removed,
      entries: entries(5),
      acknowledged: versionOne(learners(3)),
    });
    const parts = effectParts(effects, 2);
    expect(parts.map(sizeOf)).toEqual([
      [1, 0, 0, 0],
      [0, 2, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 2, 0],
      [0, 0, 2, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 2],
      [0, 0, 0, 1],
    ]);
    expect(parts.flatMap((part) => part.removed)).toEqual(removed);
    expect(parts.flatMap((part) => part.entries)).toEqual(effects.entries);
    expect(parts.flatMap((part) => part.acknowledged)).toEqual(effects.acknowledged);
  });
});

describe('settling a large batch', () => {
  const count = 2 * STEP_SIZE;

  async function journalled() {
    const connection = await connectForTest();
    const call = callsOn(connection);
    call('learners.touch', learners(count));
    const { fence } = call('lease.acquire', TARGET, 'one', 60_000);
    const effects = someEffects({ entries: entries(count), acknowledged: versionOne(learners(count)) });
    call('journal.record', aJournalEntry({ target: TARGET, to: 'revision_1', effects }), fence);
    return { connection, call, fence };
  }

  it('that is cut short acknowledges nothing before the ledger has everything, and is mended by settling again', async () => {
    const { connection, call, fence } = await journalled();
    const steps = syncJournal(connection).settle(TARGET, 'revision_1', fence);
    const seen: [rows: number, pending: number][] = [];
    for (let step = 0; step < 3; step += 1) {
      steps.next();
      seen.push([call('ledger.countRows', TARGET).get('profiles') ?? 0, call('pending.count').total]);
    }
    expect(seen).toEqual([
      [0, count],
      [STEP_SIZE, count],
      [count, count],
    ]);
    expect(call('journal.unsettled', TARGET)).toHaveLength(1);
    call('journal.settle', TARGET, 'revision_1', fence);
    expect(call('ledger.countRows', TARGET).get('profiles')).toBe(count);
    expect(call('pending.count').total).toBe(0);
    expect(call('journal.unsettled', TARGET)).toEqual([]);
    expect(call('syncState.read', TARGET).revision).toBe('revision_1');
  });

  it('stops at the part where the lease is lost', async () => {
    const { connection, call, fence } = await journalled();
    const steps = syncJournal(connection).settle(TARGET, 'revision_1', fence);
    steps.next();
    steps.next();
    call('lease.release', TARGET, fence);
    call('lease.acquire', TARGET, 'two', 60_000);
    const { value } = steps.next();
    expect(value?._unsafeUnwrapErr()).toMatchObject({ type: 'fence_lost' });
    expect(call('ledger.countRows', TARGET).get('profiles')).toBe(STEP_SIZE);
    expect(call('pending.count').total).toBe(count);
    expect(call('journal.unsettled', TARGET)).toHaveLength(1);
  });
});
