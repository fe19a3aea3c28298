import { type BatchEffects, BLANKED, type Store } from '@quiz-sync/core';
import { type MemoryStore, memoryStore } from '@quiz-sync/testing';
import { okAsync } from 'neverthrow';

export interface BrokenStore {
  /** What is wrong with it. */
  readonly flaw: string;
  /** Part of the name of a test that must notice. */
  readonly noticedBy: string;
  make(now: () => number): Store;
}

/** A flaw made by replacing some of a right store's methods. */
function flawed(flaw: string, noticedBy: string, spoil: (store: MemoryStore) => Partial<Store>): BrokenStore {
  const make = (now: () => number): Store => {
    const store = memoryStore({ now });
    return { ...store, ...spoil(store) };
  };
  return { flaw, noticedBy, make };
}

function without(effects: BatchEffects, part: keyof BatchEffects): BatchEffects {
  return { ...effects, [part]: [] };
}

/** Mistakes that a store adapter can make, each of which some test of the contract must notice. */
export const BROKEN_STORES: readonly BrokenStore[] = [
  flawed('forgets who holds a key', 'stores nothing of another request', ({ idempotency, submissions }) => ({
    idempotency: { ...idempotency, submit: (submission) => submissions.insert(submission) },
  })),
  flawed('tells keys apart and scopes not', 'tells keys and scopes apart', ({ idempotency }) => ({
    idempotency: { ...idempotency, keep: (request) => idempotency.keep({ ...request, scope: '' }) },
  })),
  flawed('erases and leaves nothing pending', 'makes pending what must go', (store) => ({
    pending: {
      ...store.pending,
      load: (limit) =>
        store.pending
          .load(limit)
          .map((changes) => changes.filter((change) => !(change.kind === 'learner' && change.erased))),
    },
  })),
  flawed('erases nobody’s answers', 'leaves no trace', ({ idempotency }) => ({
    idempotency: {
      ...idempotency,
      keep: (request) => idempotency.keep({ ...request, user_id: 'somebody else' }),
      submit: (submission, request) =>
        idempotency.submit(submission, { ...request, user_id: 'somebody else' }),
    },
  })),
  flawed('forgets which session an answer came from', 'finds what was inserted', ({ submissions }) => ({
    submissions: {
      ...submissions,
      insert: (stored) => {
        const { session_id: _, ...submission } = stored;
        return submissions.insert(submission);
      },
    },
  })),
  flawed('takes ids that differ in case for the same', 'keeps awkward ids exactly', ({ submissions }) => ({
    submissions: {
      ...submissions,
      insert: (stored) =>
        submissions.insert({ ...stored, submission_id: stored.submission_id.toLowerCase() }),
    },
  })),
  flawed('looks first and inserts later', 'one of a hundred with the same id', ({ submissions }) => ({
    submissions: {
      ...submissions,
      insert: (stored) =>
        submissions
          .find(stored.submission_id)
          .andThen((existing) =>
            existing === undefined
              ? submissions.insert(stored).map(() => ({ type: 'inserted' as const }))
              : okAsync({ type: 'exists' as const, existing }),
          ),
    },
  })),
  flawed('trims names', 'keeps awkward ids and names', ({ learners }) => ({
    learners: {
      ...learners,
      upsert: (userId, facts) =>
        learners.upsert(
          userId,
          facts.first_name === undefined ? facts : { ...facts, first_name: facts.first_name.trim() },
        ),
    },
  })),
  flawed('raises versions for nothing', 'raises nothing when', ({ learners }) => ({
    learners: {
      ...learners,
      upsert: (userId, facts) => learners.touch([userId]).andThen(() => learners.upsert(userId, facts)),
    },
  })),
  flawed('ignores the limit of responses', 'at most so many responses', ({ pending }) => ({
    pending: { ...pending, load: ({ documents }) => pending.load({ documents, responses: 1_000_000 }) },
  })),
  flawed('loads the newest first', 'loads the oldest first', ({ pending }) => ({
    pending: { ...pending, load: (limit) => pending.load(limit).map((changes) => changes.reverse()) },
  })),
  flawed('acknowledges whatever the version', 'leaves what changed since', ({ pending }) => ({
    pending: {
      ...pending,
      acknowledge: (target, refs, fence) =>
        pending.load({ documents: 1_000, responses: 1_000_000 }).andThen((changes) => {
          const versions = new Map(changes.map((change) => [change.kind, change.version]));
          const newest = refs.map((ref) => ({ ...ref, version: versions.get(ref.kind) ?? ref.version }));
          return pending.acknowledge(target, newest, fence);
        }),
    },
  })),
  flawed('acknowledges without a look at the fence', 'refused under a fence', ({ pending, lease }) => ({
    pending: {
      ...pending,
      acknowledge: (target, refs, fence) =>
        pending.acknowledge(target, refs, fence).orElse(() =>
          lease
            .acquire(target, 'anyone', 1)
            .andThen((grant) => pending.acknowledge(target, refs, grant.fence))
            .orElse(() => okAsync()),
        ),
    },
  })),
  flawed('stops half way of making all pending', 'reaches every document', ({ pending }) => ({
    pending: {
      ...pending,
      requeueAll: (cursor, limit) => pending.requeueAll(cursor, limit).map(() => undefined),
    },
  })),
  flawed('counts more in a dry run', 'counts in a dry run', ({ sessions }) => ({
    sessions: {
      ...sessions,
      cleanUp: (before, options) =>
        sessions.cleanUp(before, options).map((count) => (options.dryRun ? count + 1 : count)),
    },
  })),
  flawed(
    'cleans up what is not in the sheet yet',
    'removes what is empty',
    ({ sessions, pending, lease }) => ({
      sessions: {
        ...sessions,
        cleanUp: (before, options) =>
          pending
            .load({ documents: 1_000, responses: 1_000_000 })
            .andThen((changes) =>
              lease.acquire('anything', 'anyone', 60_000).andThen(({ fence }) => {
                const refs = changes.flatMap((change) =>
                  change.kind === 'session'
                    ? [{ kind: change.kind, id: change.session_id, version: change.version }]
                    : [],
                );
                return pending.acknowledge('anything', refs, fence);
              }),
            )
            .orElse(() => okAsync())
            .andThen(() => sessions.cleanUp(before, options)),
      },
    }),
  ),
  flawed('knows nobody who only completed a course', 'comes by everybody', ({ stats }) => ({
    stats: {
      ...stats,
      subjects: (cursor, limit) =>
        stats.subjects(cursor, limit).map((page) => ({
          ...page,
          subjects: page.subjects.filter(({ id }) => id !== 'completes'),
        })),
    },
  })),
  flawed('awaits everybody always', 'answers nobody when nothing is pending', ({ pending }) => ({
    pending: {
      ...pending,
      awaited: (subjects) =>
        okAsync(subjects.map((each) => ({ ...each, since: '2026-03-02T10:00:00.000Z' }))),
    },
  })),
  flawed('counts what an earlier scan saw', 'whatever an earlier one saw', ({ ledger }) => ({
    ledger: {
      ...ledger,
      seen: (target, tab, _scan, keys) =>
        ledger.find(target, tab, keys).map((entries) => entries.map(({ key }) => key)),
    },
  })),
  flawed('forgets nothing after a scan', 'forgets what was not seen', ({ ledger }) => ({
    ledger: { ...ledger, finishScan: () => okAsync([]) },
  })),
  flawed('tells the lowest row by text', 'tells the lowest row', ({ ledger }) => ({
    ledger: {
      ...ledger,
      last: (target, tab) =>
        ledger
          .find(target, tab, ['key-12', 'key-100', 'key-9'])
          .map((entries) => entries.toSorted((a, b) => (`${a.row}` < `${b.row}` ? 1 : -1))[0]),
    },
  })),
  flawed('leaves blanked rows in the ledger', 'takes the effects of the batch', ({ journal }) => ({
    journal: {
      ...journal,
      record: (entry, fence) =>
        journal.record({ ...entry, effects: without(entry.effects, 'removed') }, fence),
    },
  })),
  flawed('acknowledges nothing by a batch', 'acknowledges exactly the versions', ({ journal }) => ({
    journal: {
      ...journal,
      record: (entry, fence) =>
        journal.record({ ...entry, effects: without(entry.effects, 'acknowledged') }, fence),
    },
  })),
  flawed(
    'forgets all when one batch was refused',
    'forgets the one batch that was refused',
    ({ journal }) => ({
      journal: { ...journal, withdraw: (target, _to, fence) => journal.discard(target, fence) },
    }),
  ),
  flawed('drops the key of what it is to clear', 'clears a field', ({ syncState }) => ({
    syncState: {
      ...syncState,
      patch: (target, patch) =>
        syncState.patch(
          target,
          Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
        ),
    },
  })),
  flawed('grants a lease to its holder again', 'not given twice', ({ lease }) => ({
    lease: {
      ...lease,
      acquire: (target, holder, ttlMs) =>
        lease.acquire(target, holder, ttlMs).orElse(() => okAsync({ fence: 1 })),
    },
  })),
  flawed('never lets a lease run out', 'can be taken when its time is over', ({ lease }) => ({
    lease: {
      ...lease,
      acquire: (target, holder) => lease.acquire(target, holder, 1e9),
      current: () => okAsync(undefined),
    },
  })),
  {
    flaw: 'takes no notice of a clock that is set back',
    noticedBy: 'jumps an hour back',
    make: (now) => {
      let latest = 0;
      const forwards = () => {
        latest = Math.max(latest, now());
        return latest;
      };
      return memoryStore({ now: forwards });
    },
  },
  flawed('gives pages as text', 'equals the pure functions', ({ stats }) => ({
    stats: {
      ...stats,
      learners: (userIds) =>
        stats.learners(userIds).map((tallies) =>
          tallies.map((tally) => ({
            ...tally,
            groups: tally.groups.map((group) => ({
              ...group,
              pages: group.pages.toSorted((a, b) => (`${a}` < `${b}` ? -1 : 1)),
            })),
          })),
        ),
    },
  })),
  flawed('begins the versions of a copy anew', 'a version it never had', ({ archive }) => ({
    archive: {
      ...archive,
      write: (records, bookmark) =>
        archive.write(
          records.map((record) => ('version' in record ? { ...record, version: 0 } : record)),
          bookmark,
        ),
    },
  })),
  flawed('begins the fence of a copy anew', 'under a greater fence', ({ archive }) => ({
    archive: {
      ...archive,
      write: (records, bookmark) =>
        archive.write(
          records.map((record) => (record.kind === 'target' ? { ...record, fence: 0 } : record)),
          bookmark,
        ),
    },
  })),
  flawed('forgets when a copied row was written', 'and when it was written', ({ archive }) => ({
    archive: {
      ...archive,
      write: (records, bookmark) =>
        archive.write(
          records.map((record) => (record.kind === 'row' ? { ...record, written_at: undefined } : record)),
          bookmark,
        ),
    },
  })),
  flawed('reads a page twice where it goes on', 'in pages of any size', ({ archive }) => ({
    archive: {
      ...archive,
      read: (kind, cursor, limit) =>
        archive.read(kind, cursor, limit).map((page) => ({
          ...page,
          records: cursor === undefined ? page.records : [...page.records, ...page.records].slice(0, limit),
        })),
    },
  })),
  flawed('finishes a copy that is only begun', 'until the copy is finished', ({ archive }) => ({
    archive: {
      ...archive,
      write: (records, bookmark) => archive.write(records, bookmark).andThen(() => archive.finish()),
    },
  })),
  flawed(`writes ${BLANKED} for ''`, 'adds entries, and replaces', ({ ledger }) => ({
    ledger: {
      ...ledger,
      adopt: (target, entries) =>
        ledger.adopt(
          target,
          entries.map((entry) => ({ ...entry, hash: entry.hash === '' ? BLANKED : entry.hash })),
        ),
    },
  })),
];
