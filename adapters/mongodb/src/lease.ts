import type {
  FenceLost,
  Handover,
  Lease,
  LeaseGrant,
  LeaseHeld,
  LeaseHolder,
  ToldHandover,
} from '@quiz-sync/core';
import { LONGEST_LEASE_MS } from '@quiz-sync/core/light';
import type { UpdateFilter } from 'mongodb';
import { err, ok, type Result } from 'neverthrow';
import type { TargetDocument } from './documents.js';
import { QUICK_CALL_MS } from './in-time.js';
import { attempt, type MongoContext, performSoon } from './mongo-context.js';
import { fenceLost, findTarget, heldUnder, makeTarget } from './target-document.js';

/**
 * A lease's time runs by the server's clock alone: the server writes when it was renewed (`$currentDate`), and says what
 * time it is (`hello`) when somebody asks whether that is long ago.
 */
export function lease(context: MongoContext): Lease {
  return {
    acquire: (target, holder, ttlMs) =>
      attempt(context, () => acquire(context, target, holder, ttlMs), QUICK_CALL_MS),
    renew: (target, fence, ttlMs, handover) =>
      attempt(context, () => renew(context, target, fence, ttlMs, handover), QUICK_CALL_MS),
    release: (target, fence, handover) =>
      performSoon(context, async () => {
        const { $set, ...when } = told(handover);
        await context.targets.updateOne(heldUnder(target, fence), {
          $set: { holder: null, ...$set },
          ...when,
        });
      }),
    current: (target) =>
      performSoon(context, async () => {
        const known = await findTarget(context, target);
        return known && holderAt(known, await context.serverTime());
      }),
    lastHandover: (target) =>
      performSoon(context, async () => {
        const known = await findTarget(context, target);
        return known && handoverAt(known, await context.serverTime());
      }),
  };
}

/**
 * The lease is taken as it was found: whoever takes it raises the fence, whoever renews it moves its time, and what was
 * found is then not there any more. Somebody has got it by then, or given it back.
 */
async function acquire(
  context: MongoContext,
  target: string,
  holder: string,
  ttlMs: number,
): Promise<Result<LeaseGrant, LeaseHeld>> {
  while (true) {
    const found = await makeTarget(context, target);
    const now = await context.serverTime();
    const held = holderAt(found, now);
    if (held !== undefined) return err({ type: 'lease_held', ...held });
    const asFound = {
      _id: { $eq: target },
      fence: { $eq: found.fence },
      holder: { $eq: found.holder },
      renewed_at: { $eq: found.renewed_at },
    };
    const { matchedCount } = await context.targets.updateOne(asFound, {
      $set: { holder, ttl_ms: ttlMs },
      $inc: { fence: 1 },
      $currentDate: { renewed_at: true },
    });
    if (matchedCount === 1) return ok({ fence: found.fence + 1, before: handoverAt(found, now) });
  }
}

async function renew(
  { targets }: MongoContext,
  target: string,
  fence: number,
  ttlMs: number,
  handover: Handover | undefined,
): Promise<Result<void, FenceLost>> {
  const { $set, $currentDate } = told(handover);
  const { matchedCount } = await targets.updateOne(heldUnder(target, fence), {
    $set: { ttl_ms: ttlMs, ...$set },
    $currentDate: { renewed_at: true, ...$currentDate },
  });
  return matchedCount === 0 ? err(fenceLost(target, fence)) : ok(undefined);
}

/** The part of an update that keeps what is told and when; nothing told leaves both as they are. */
function told(handover: Handover | undefined): Pick<UpdateFilter<TargetDocument>, '$set' | '$currentDate'> {
  if (handover === undefined) return {};
  return { $set: { handover }, $currentDate: { released_at: true } };
}

function handoverAt({ handover, released_at }: TargetDocument, now: Date): ToldHandover | undefined {
  return handover === null
    ? undefined
    : { ...handover, agoMs: Math.max(0, now.getTime() - released_at.getTime()) };
}

function holderAt({ holder, renewed_at, ttl_ms }: TargetDocument, now: Date): LeaseHolder | undefined {
  const expiresAt = renewed_at.getTime() + ttl_ms;
  const left = expiresAt - now.getTime();
  // One whose end is further ahead was granted before the server's clock was set back.
  if (holder === null || left <= 0 || left > LONGEST_LEASE_MS) return undefined;
  return { holder, expiresAt: new Date(expiresAt).toISOString() };
}
