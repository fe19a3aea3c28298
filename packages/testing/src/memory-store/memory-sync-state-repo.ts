import { hasEnded, KEPT_RUNS, type SyncRun, type SyncStateRepo } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import { targetMemory } from './target-memory.js';

export function memorySyncStateRepo(context: MemoryContext): SyncStateRepo {
  return {
    read: (target) => perform(context, 'syncState.read', (state) => targetMemory(state, target).syncState),
    patch: (target, patch) => {
      const kept = keep(patch);
      return perform(context, 'syncState.patch', (state) => {
        const memory = targetMemory(state, target);
        memory.syncState = { ...memory.syncState, ...kept };
      });
    },
    saveRun: (target, run) => {
      const kept = keep(run);
      return perform(context, 'syncState.saveRun', (state) => {
        const { runs } = targetMemory(state, target);
        runs.set(kept.run_id, kept);
        dropOldest(runs);
      });
    },
    runs: (target, limit) =>
      perform(context, 'syncState.runs', (state) =>
        [...targetMemory(state, target).runs.values()].reverse().slice(0, limit),
      ),
    findRun: (target, runId) =>
      perform(context, 'syncState.findRun', (state) => targetMemory(state, target).runs.get(runId)),
    currentTarget: () => perform(context, 'syncState.currentTarget', (state) => state.currentTarget),
    adoptTarget: (target) =>
      perform(context, 'syncState.adoptTarget', (state) => {
        const before = state.currentTarget;
        state.currentTarget = target;
        if (before === undefined || before === target) return;
        const memory = targetMemory(state, target);
        memory.syncState = { ...memory.syncState, requeueCursor: '' };
      }),
  };
}

function dropOldest(runs: Map<string, SyncRun>): void {
  const ended = [...runs.values()].filter(hasEnded);
  for (const run of ended.slice(0, -KEPT_RUNS)) runs.delete(run.run_id);
}
