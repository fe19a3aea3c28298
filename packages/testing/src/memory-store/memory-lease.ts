import { type Lease, type LeaseGrant, LONGEST_LEASE_MS } from '@quiz-sync/core';
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
        const before = handedOver(state, target);
        lease.fence += 1;
        lease.holder = holder;
        lease.handover = undefined;
        lease.expiresAt = state.now() + ttlMs;
        return ok({ fence: lease.fence, before });
      }),
    renew: (target, fence, ttlMs) =>
      attempt(context, 'lease.renew', (state) => {
        if (!isCurrentFence(state, target, fence)) return err(fenceLost(target));
        targetMemory(state, target).lease.expiresAt = state.now() + ttlMs;
        return ok();
      }),
    release: (target, fence, handover) =>
      perform(context, 'lease.release', (state) => {
        if (!isCurrentFence(state, target, fence)) return;
        const { lease } = targetMemory(state, target);
        lease.holder = undefined;
        lease.handover = handover && { ...handover, at: state.now() };
      }),
    current: (target) => perform(context, 'lease.current', (state) => currentHolder(state, target)),
  };
}

function handedOver(state: MemoryState, target: string): LeaseGrant['before'] {
  const { handover } = targetMemory(state, target).lease;
  if (handover === undefined) return undefined;
  const { at, ...told } = handover;
  return { ...told, idleMs: Math.max(0, state.now() - at) };
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
