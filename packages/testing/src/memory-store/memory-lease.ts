import { type Handover, type Lease, LONGEST_LEASE_MS, type ToldHandover } from '@quiz-sync/core';
import { err, ok } from 'neverthrow';
import { fenceLost, isCurrentFence } from './fence.js';
import { attempt, type MemoryContext, perform } from './memory-context.js';
import type { MemoryState } from './memory-state.js';
import { targetMemory } from './target-memory.js';

export function memoryLease(context: MemoryContext): Lease {
  return {
    acquire: (target, holder, ttlMs) =>
      attempt(context, 'lease.acquire', (state) => {
        const held = currentHolder(state, target);
        if (held !== undefined) return err({ type: 'lease_held' as const, ...held });
        const { lease } = targetMemory(state, target);
        const before = lastHandover(state, target);
        lease.fence += 1;
        lease.holder = holder;
        lease.expiresAt = state.now() + ttlMs;
        return ok({ fence: lease.fence, before });
      }),
    renew: (target, fence, ttlMs, handover) =>
      attempt(context, 'lease.renew', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        targetMemory(state, target).lease.expiresAt = state.now() + ttlMs;
        note(state, target, handover);
        return ok();
      }),
    release: (target, fence, handover) =>
      perform(context, 'lease.release', (state) => {
        if (!isCurrentFence(state, target, fence)) return;
        targetMemory(state, target).lease.holder = undefined;
        note(state, target, handover);
      }),
    current: (target) => perform(context, 'lease.current', (state) => currentHolder(state, target)),
    lastHandover: (target) => perform(context, 'lease.lastHandover', (state) => lastHandover(state, target)),
  };
}

function note(state: MemoryState, target: string, handover: Handover | undefined): void {
  if (handover !== undefined) targetMemory(state, target).lease.handover = { ...handover, at: state.now() };
}

function lastHandover(state: MemoryState, target: string): ToldHandover | undefined {
  const { handover } = targetMemory(state, target).lease;
  if (handover === undefined) return undefined;
  const { at, ...told } = handover;
  return { ...told, agoMs: Math.max(0, state.now() - at) };
}

function currentHolder(
  state: MemoryState,
  target: string,
): { holder: string; expiresAt: string } | undefined {
  const { holder, expiresAt } = targetMemory(state, target).lease;
  const left = expiresAt - state.now();
  if (holder === undefined || left <= 0 || left > LONGEST_LEASE_MS) return undefined;
  return { holder, expiresAt: new Date(expiresAt).toISOString() };
}
