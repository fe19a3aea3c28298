import { ok, type Result } from 'neverthrow';
import type { SqliteFile } from '../sqlite-store.js';
import { apiKeyRepo } from './api-key-repo.js';
import type { Connection } from './connection.js';
import { courseRepo } from './course-repo.js';
import { idempotencyKeys } from './idempotency-keys.js';
import { learnerRepo } from './learner-repo.js';
import { lease } from './lease.js';
import { pendingChanges } from './pending-changes.js';
import { personalData } from './personal-data.js';
import type { CallRequest, RepoName, WorkerRepo } from './protocol.js';
import { sessionRepo } from './session-repo.js';
import { sheetLedger } from './sheet-ledger.js';
import { statsRepo } from './stats-repo.js';
import type { Steps } from './steps.js';
import { storeArchive } from './store-archive.js';
import { submissionRepo } from './submission-repo.js';
import { syncJournal } from './sync-journal.js';
import { syncStateRepo } from './sync-state-repo.js';

/** Everything a call can name; inserts go by {@link insertGroup}. */
export type WorkerRepositories = {
  readonly [R in RepoName]: R extends 'submissions'
    ? Omit<WorkerRepo<'submissions'>, 'insert'>
    : R extends 'idempotency'
      ? Omit<WorkerRepo<'idempotency'>, 'submit'>
      : WorkerRepo<R>;
};

export function openRepositories(connection: Connection, describe: () => SqliteFile): WorkerRepositories {
  return {
    submissions: submissionRepo(connection),
    stats: statsRepo(connection),
    learners: learnerRepo(connection),
    courses: courseRepo(connection),
    sessions: sessionRepo(connection),
    apiKeys: apiKeyRepo(connection),
    idempotency: idempotencyKeys(connection),
    personal: personalData(connection),
    pending: pendingChanges(connection),
    ledger: sheetLedger(connection),
    journal: syncJournal(connection),
    syncState: syncStateRepo(connection),
    lease: lease(connection),
    archive: storeArchive(connection),
    file: {
      ping: () => {
        connection.sql('SELECT submissions FROM totals').get();
        return ok(undefined);
      },
      describe: () => ok(describe()),
      damage: () => {
        const found = String(connection.pragma('quick_check(1)'));
        return ok(found === 'ok' ? undefined : found);
      },
    },
  };
}

type Method = (...args: readonly unknown[]) => Result<unknown, unknown> | Steps<Result<unknown, unknown>>;

/** Carries out a call, from its first step on. */
export function* begin(
  repositories: WorkerRepositories,
  { name, args }: CallRequest,
): Steps<Result<unknown, unknown>> {
  const [repo, method] = name.split('.');
  // The caller's types tie the arguments to the name; here they have crossed between threads as plain data.
  const methods = repositories as unknown as Record<string, Record<string, Method> | undefined>;
  const call = methods[repo ?? '']?.[method ?? ''];
  if (call === undefined) throw new TypeError(`no repository has a method ${name}`);
  const outcome = call(...args);
  return 'next' in outcome ? yield* outcome : outcome;
}
