import type { BatchEffects, SyncJournal } from '@quiz-sync/core';
import { err, ok } from 'neverthrow';
import { fenceLost, isCurrentFence } from './fence.js';
import { keep } from './keep.js';
import { attempt, type MemoryContext, perform } from './memory-context.js';
import type { MemoryState } from './memory-state.js';
import { acknowledge } from './pending-documents.js';
import { tabMemory, targetMemory } from './target-memory.js';

export function memorySyncJournal(context: MemoryContext): SyncJournal {
  return {
    record: (entry, fence) => {
      const kept = keep(entry);
      return attempt(context, 'journal.record', (state) => {
        if (!isCurrentFence(state, kept.target, fence)) return err(fenceLost(kept.target));
        const memory = targetMemory(state, kept.target);
        memory.journal = [...memory.journal.filter((other) => other.to !== kept.to), kept];
        return ok();
      });
    },
    unsettled: (target) =>
      perform(context, 'journal.unsettled', (state) => [...targetMemory(state, target).journal]),
    settle: (target, to, fence) =>
      attempt(context, 'journal.settle', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        const memory = targetMemory(state, target);
        const entry = memory.journal.find((other) => other.to === to);
        if (entry === undefined) return ok();
        takeEffects(state, target, entry.effects);
        memory.syncState = { ...memory.syncState, revision: to };
        memory.journal = [];
        return ok();
      }),
    withdraw: (target, to, fence) =>
      attempt(context, 'journal.withdraw', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        const memory = targetMemory(state, target);
        memory.journal = memory.journal.filter((entry) => entry.to !== to);
        return ok();
      }),
    discard: (target, fence) =>
      attempt(context, 'journal.discard', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        targetMemory(state, target).journal = [];
        return ok();
      }),
  };
}

function takeEffects(state: MemoryState, target: string, effects: BatchEffects): void {
  for (const record of effects.tabs) tabMemory(state, target, record.tab).record = record;
  for (const { tab, key } of effects.removed) {
    const memory = tabMemory(state, target, tab);
    memory.entries.delete(key);
    memory.writtenAt.delete(key);
  }
  const now = new Date(state.now()).toISOString();
  for (const entry of effects.entries) {
    const memory = tabMemory(state, target, entry.tab);
    memory.entries.set(entry.key, entry);
    memory.writtenAt.set(entry.key, now);
  }
  for (const ref of effects.acknowledged) acknowledge(state, ref);
}
