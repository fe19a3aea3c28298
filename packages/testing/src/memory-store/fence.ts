import type { FenceLost } from '@quiz-sync/core';
import type { MemoryState } from './memory-state.js';
import { targetMemory } from './target-memory.js';

/**
 * Whether `fence` is the newest one granted and not given back. One whose time is over but that nobody took is still
 * current: nobody else can have written meanwhile.
 */
export function isCurrentFence(state: MemoryState, target: string, fence: number): boolean {
  const { lease } = targetMemory(state, target);
  return lease.holder !== undefined && lease.fence === fence;
}

export function fenceLost(target: string): FenceLost {
  return { type: 'fence_lost', message: `the lease of ${target} is not held under this fence any more` };
}
