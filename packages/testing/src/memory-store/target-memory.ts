import { INITIAL_SYNC_STATE, type TabName } from '@quiz-sync/core';
import type { MemoryState, TabMemory, TargetMemory } from './memory-state.js';

/** What is remembered of a spreadsheet; begun empty when first asked for. */
export function targetMemory(state: MemoryState, target: string): TargetMemory {
  const known = state.targets.get(target);
  if (known !== undefined) return known;
  const fresh: TargetMemory = {
    tabs: new Map(),
    journal: [],
    syncState: INITIAL_SYNC_STATE,
    runs: new Map(),
    lease: { fence: 0, holder: undefined, handover: undefined, expiresAt: 0 },
  };
  state.targets.set(target, fresh);
  return fresh;
}

/** What is remembered of one of its tabs; begun empty when first asked for. */
export function tabMemory(state: MemoryState, target: string, tab: TabName): TabMemory {
  const { tabs } = targetMemory(state, target);
  const known = tabs.get(tab);
  if (known !== undefined) return known;
  const fresh: TabMemory = { record: undefined, entries: new Map(), writtenAt: new Map(), scans: new Map() };
  tabs.set(tab, fresh);
  return fresh;
}
