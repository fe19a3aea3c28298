import type { FenceLost, Handover, LeaseGrant, LeaseHeld, LeaseHolder, ToldHandover } from '@quiz-sync/core';
import { LONGEST_LEASE_MS } from '@quiz-sync/core/light';
import { err, ok, type Result } from 'neverthrow';
import { instant, int, json, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import type { WorkerRepo } from './protocol.js';

/** A released lease keeps its row, without a holder: so the fence goes on growing, and what was told stays. */
export function lease(connection: Connection) {
  const { sql, tryWrite, now } = connection;

  function acquire(target: string, holder: string, ttlMs: number): Result<LeaseGrant, LeaseHeld> {
    return tryWrite(() => {
      const at = now();
      const before = toldHandover(sql(HANDOVER).get(target), at);
      const granted = sql(ACQUIRE).get(target, holder, at + ttlMs, at, at + LONGEST_LEASE_MS);
      if (granted !== undefined) return ok({ fence: int(granted, 'fence'), before });
      return err({
        type: 'lease_held' as const,
        ...toHolder(sql(CURRENT).get(target, at, at + LONGEST_LEASE_MS) ?? {}),
      });
    });
  }

  function renew(target: string, fence: number, ttlMs: number, handover?: Handover): Result<void, FenceLost> {
    return tryWrite(() => {
      const { changes } = sql(RENEW).run(now() + ttlMs, ...toldBy(handover), target, fence);
      return changes === 0 ? err(fenceLost(target, fence)) : ok(undefined);
    });
  }

  function release(target: string, fence: number, handover?: Handover): Result<void, never> {
    sql(RELEASE).run(...toldBy(handover), target, fence);
    return ok(undefined);
  }

  /** Nothing told leaves both columns as they are. */
  function toldBy(handover: Handover | undefined): [told: string | null, at: number | null] {
    return handover === undefined ? [null, null] : [JSON.stringify(handover), now()];
  }

  function current(target: string): Result<LeaseHolder | undefined, never> {
    const at = now();
    const row = sql(CURRENT).get(target, at, at + LONGEST_LEASE_MS);
    return ok(row === undefined ? undefined : toHolder(row));
  }

  function lastHandover(target: string): Result<ToldHandover | undefined, never> {
    return ok(toldHandover(sql(HANDOVER).get(target), now()));
  }

  return { acquire, renew, release, current, lastHandover } satisfies WorkerRepo<'lease'>;
}

/** Whether `fence` is that of the target's lease as it stands; to be asked inside the transaction it guards. */
export function underFence<T>(
  { sql }: Connection,
  target: string,
  fence: number,
  work: () => Result<T, FenceLost>,
): Result<T, FenceLost> {
  return sql(GUARD).get(target, fence) === undefined ? err(fenceLost(target, fence)) : work();
}

/** The greatest ever granted; 0 for none. */
export function grantedFence({ sql }: Connection, target: string): number {
  const row = sql('SELECT fence FROM leases WHERE target = ?').get(target);
  return row === undefined ? 0 : int(row, 'fence');
}

/** Inside a transaction. The next one granted is greater than this. */
export function raiseFence({ sql }: Connection, target: string, fence: number): void {
  if (fence > 0) sql(RAISE).run(target, fence);
}

function fenceLost(target: string, fence: number): FenceLost {
  return { type: 'fence_lost', message: `the lease on ${target} under fence ${fence} is not held any more` };
}

function toldHandover(row: Row | undefined, at: number): ToldHandover | undefined {
  if (row === undefined) return undefined;
  return { ...json<Handover>(row, 'handover'), agoMs: Math.max(0, at - int(row, 'released_at')) };
}

function toHolder(row: Row): LeaseHolder {
  return { holder: text(row, 'holder'), expiresAt: instant(row, 'expires_at') };
}

const ACQUIRE = `
  INSERT INTO leases (target, fence, holder, expires_at) VALUES (?, 1, ?, ?)
  ON CONFLICT (target) DO UPDATE SET
    fence = fence + 1, holder = excluded.holder, expires_at = excluded.expires_at
  WHERE leases.holder IS NULL OR leases.expires_at <= ? OR leases.expires_at > ?
  RETURNING fence`;

/** `released_at` is when the handover was told, which earlier versions did at a release alone. */
const HANDOVER = 'SELECT handover, released_at FROM leases WHERE target = ? AND handover IS NOT NULL';

const RELEASE = `
  UPDATE leases
  SET holder = NULL, handover = coalesce(?, handover), released_at = coalesce(?, released_at)
  WHERE target = ? AND fence = ? AND holder IS NOT NULL`;

const RAISE = `
  INSERT INTO leases (target, fence, holder, expires_at) VALUES (?, ?, NULL, 0)
  ON CONFLICT (target) DO UPDATE SET fence = max(fence, excluded.fence)`;

const RENEW = `
  UPDATE leases
  SET expires_at = ?, handover = coalesce(?, handover), released_at = coalesce(?, released_at)
  WHERE target = ? AND fence = ? AND holder IS NOT NULL`;

const CURRENT = `
  SELECT holder, expires_at FROM leases
  WHERE target = ? AND holder IS NOT NULL AND expires_at > ? AND expires_at <= ?`;

const GUARD = 'SELECT 1 FROM leases WHERE target = ? AND fence = ? AND holder IS NOT NULL';
