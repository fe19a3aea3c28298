import type { SheetsPort, Store } from '@quiz-sync/core';

type Repositories = Omit<Store, 'ping'>;

/** Every call of core to the world that can be told apart: one of the store, or one of the spreadsheet. */
export type PortCall =
  | { [Repo in keyof Repositories]: `${Repo}.${keyof Repositories[Repo] & string}` }[keyof Repositories]
  | `sheets.${Extract<keyof SheetsPort, 'read' | 'write'>}`;

/** Besides calls of ports: transactions of the SQLite store, and steps of its schema. */
export type KillableCall = PortCall | 'sqlite.commit' | 'sqlite.migration';

/** A named step: the moment before a call, or the one after it and before anybody has heard of its outcome. */
export type KillPoint = `${KillableCall}:${'before' | 'after'}`;

/** What must be going on for a call to be made; see `occasions.ts`. */
export type Occasion =
  | 'ordinary'
  | 'first sync'
  | 'rows moved'
  | 'rows moved during a write'
  | 'marker deleted'
  | 'tab deleted'
  | 'course retitled'
  | 'nothing to write'
  | 'write refused'
  | 'clean-up'
  | 'keyed requests'
  | 'erasure'
  | 'upgrade';

/**
 * Where nothing can be lost: `reads only`; or what is done by a command that copies stores, which has its own tests; or
 * with API keys, of which nothing that is synced knows, by one statement each.
 */
export type Elsewhere = 'reads only' | 'copying a store' | 'API keys';

/** What can be made to happen to a service that is running. */
export type ServiceOccasion = Exclude<Occasion, 'upgrade'>;

/**
 * Where each call is made. A call that only reads is no step of its own: nothing has changed since the step before it, so
 * being killed there is being killed here. A new method of a port does not compile until it has found its place.
 */
export const OCCASION_OF = {
  'submissions.insert': 'ordinary',
  'submissions.find': 'reads only',
  'submissions.findMany': 'reads only',
  'submissions.count': 'reads only',
  'stats.learners': 'reads only',
  'stats.sessions': 'reads only',
  'stats.subjects': 'reads only',
  'learners.upsert': 'ordinary',
  'learners.findMany': 'reads only',
  'learners.touch': 'course retitled',
  'courses.upsert': 'ordinary',
  'courses.findMany': 'reads only',
  'courses.complete': 'ordinary',
  'courses.completionsOf': 'reads only',
  'sessions.upsert': 'ordinary',
  'sessions.findMany': 'reads only',
  'sessions.learnersOf': 'reads only',
  'sessions.countChats': 'reads only',
  'sessions.cleanUp': 'clean-up',
  'apiKeys.insert': 'API keys',
  'apiKeys.find': 'reads only',
  'apiKeys.list': 'reads only',
  'apiKeys.revoke': 'API keys',
  'apiKeys.noteUse': 'API keys',
  'idempotency.submit': 'keyed requests',
  'idempotency.complete': 'keyed requests',
  'idempotency.keep': 'keyed requests',
  'personal.erase': 'erasure',
  'personal.submissionsOf': 'reads only',
  'personal.sessionsOf': 'reads only',
  'pending.load': 'reads only',
  'pending.count': 'reads only',
  'pending.awaited': 'reads only',
  'pending.acknowledge': 'nothing to write',
  'pending.requeue': 'rows moved during a write',
  'pending.requeueAll': 'tab deleted',
  'ledger.tabs': 'reads only',
  'ledger.forgetTab': 'tab deleted',
  'ledger.find': 'reads only',
  'ledger.ownedBy': 'reads only',
  'ledger.last': 'reads only',
  'ledger.writtenAt': 'reads only',
  'ledger.seen': 'reads only',
  'ledger.inRows': 'reads only',
  'ledger.ownersOfCourse': 'reads only',
  'ledger.countRows': 'reads only',
  'ledger.markSeen': 'rows moved',
  'ledger.finishScan': 'rows moved',
  'ledger.adopt': 'rows moved during a write',
  'journal.record': 'ordinary',
  'journal.unsettled': 'reads only',
  'journal.settle': 'ordinary',
  'journal.withdraw': 'write refused',
  'journal.discard': 'marker deleted',
  'syncState.read': 'reads only',
  'syncState.patch': 'ordinary',
  'syncState.saveRun': 'ordinary',
  'syncState.runs': 'reads only',
  'syncState.findRun': 'reads only',
  'syncState.currentTarget': 'reads only',
  'syncState.adoptTarget': 'first sync',
  'lease.acquire': 'ordinary',
  'lease.renew': 'ordinary',
  'lease.release': 'ordinary',
  'lease.current': 'reads only',
  'lease.lastHandover': 'reads only',
  'archive.read': 'reads only',
  'archive.bookmark': 'copying a store',
  'archive.clear': 'copying a store',
  'archive.write': 'copying a store',
  'archive.finish': 'copying a store',
  'sheets.read': 'ordinary',
  'sheets.write': 'ordinary',
  'sqlite.commit': 'ordinary',
  'sqlite.migration': 'upgrade',
} as const satisfies Record<KillableCall, Occasion | Elsewhere>;

const CALLS = Object.keys(OCCASION_OF) as KillableCall[];

/** All points, those of calls that only read included. */
export const ALL_POINTS: readonly KillPoint[] = CALLS.flatMap((call) => [
  `${call}:before` as const,
  `${call}:after` as const,
]);

const ELSEWHERE = ['reads only', 'copying a store', 'API keys', 'upgrade'] as const satisfies readonly (
  | Occasion
  | Elsewhere
)[];

/**
 * The points of a running service at which something has just changed or is about to, with the occasion that leads
 * there.
 */
export const POINTS_OF_SERVICE: readonly (readonly [KillPoint, ServiceOccasion])[] = ALL_POINTS.flatMap(
  (point) => {
    const occasion = OCCASION_OF[callOf(point)];
    return isOfService(occasion) ? [[point, occasion] as const] : [];
  },
);

function isOfService(occasion: Occasion | Elsewhere): occasion is ServiceOccasion {
  return !ELSEWHERE.some((other) => other === occasion);
}

function callOf(point: KillPoint): KillableCall {
  return point.slice(0, point.indexOf(':')) as KillableCall;
}
