import type { Store } from '@quiz-sync/core';
import { ResultAsync } from 'neverthrow';
import type { KillableCall } from '../kill-points.ts';
import { passage } from './orders.ts';

/** Milliseconds: after a crash nobody waits long, and a single process does not need more. */
const LEASE_MS = Number(process.env['QUIZ_SYNC_CRASH_LEASE_MS'] ?? 200);

type Method = (...args: never[]) => ResultAsync<unknown, unknown>;

/** Every method of every repository with a kill point before and one after it. */
export function withKillPoints<Repositories extends object>(repositories: Repositories): Repositories {
  const wrapped = Object.entries(repositories).map(([repo, methods]) => [
    repo,
    typeof methods === 'object' && methods !== null ? withPassages(repo, methods) : methods,
  ]);
  return Object.fromEntries(wrapped);
}

function withPassages(repo: string, methods: object): object {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      withPassage(`${repo}.${name}` as KillableCall, method),
    ]),
  );
}

function withPassage(call: KillableCall, method: Method): Method {
  async function pass(args: never[]) {
    await passage(`${call}:before`);
    const result = await method(...args);
    await passage(`${call}:after`);
    return result;
  }
  return (...args) => new ResultAsync(pass(args));
}

export function withQuickLease<S extends Store>(store: S): S {
  const { lease } = store;
  return {
    ...store,
    lease: {
      ...lease,
      acquire: (target, holder) => lease.acquire(target, holder, LEASE_MS),
      renew: (target, fence, _ttlMs, handover) => lease.renew(target, fence, LEASE_MS, handover),
    } satisfies Store['lease'],
  };
}
