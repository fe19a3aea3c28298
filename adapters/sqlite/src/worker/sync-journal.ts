import type { FenceLost, JournalEntry } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { acknowledgeAll } from './acknowledge.js';
import { json } from './columns.js';
import type { Connection } from './connection.js';
import { effectParts, type StoredEffects } from './effect-parts.js';
import { underFence } from './lease.js';
import { putEntries, removeEntries } from './ledger-entries.js';
import { putTab } from './ledger-tabs.js';
import type { WorkerRepo } from './protocol.js';
import type { Steps } from './steps.js';
import { patchState } from './sync-state-repo.js';

export function syncJournal(connection: Connection) {
  const { sql, tryWrite } = connection;

  function record(entry: JournalEntry, fence: number): Result<void, FenceLost> {
    return guarded(entry.target, fence, () => {
      sql(RECORD).run(entry.target, entry.to, JSON.stringify(entry));
    });
  }

  function unsettled(target: string): Result<JournalEntry[], never> {
    return ok(
      sql(UNSETTLED)
        .all(target)
        .map((row) => reviveEntry(json<JournalEntry>(row, 'entry'))),
    );
  }

  /**
   * A batch of usual size is settled in one transaction. A large one takes several, so that submissions need not wait
   * for all of it; the last of them notes the revision and forgets the journal. Cut short, it is settled again from the
   * beginning, and each part of it can be repeated.
   */
  function* settle(target: string, to: string, fence: number): Steps<Result<void, FenceLost>> {
    const row = sql('SELECT entry FROM sync_journal WHERE target = ? AND to_revision = ?').get(target, to);
    if (row === undefined) return guarded(target, fence, () => {});
    const parts = effectParts(json<JournalEntry>(row, 'entry').effects);
    const last = parts.pop();
    for (const part of parts) {
      const taken = guarded(target, fence, () => takeEffects(connection, target, part));
      if (taken.isErr()) return taken;
      yield;
    }
    return guarded(target, fence, () => {
      if (last !== undefined) takeEffects(connection, target, last);
      patchState(connection, target, { revision: to });
      sql(FORGET_ALL).run(target);
    });
  }

  function withdraw(target: string, to: string, fence: number): Result<void, FenceLost> {
    return guarded(target, fence, () => {
      sql('DELETE FROM sync_journal WHERE target = ? AND to_revision = ?').run(target, to);
    });
  }

  function discard(target: string, fence: number): Result<void, FenceLost> {
    return guarded(target, fence, () => {
      sql(FORGET_ALL).run(target);
    });
  }

  function guarded(target: string, fence: number, work: () => void): Result<void, FenceLost> {
    return tryWrite(() => underFence(connection, target, fence, () => ok(work())));
  }

  return { record, unsettled, settle, withdraw, discard } satisfies WorkerRepo<'journal'>;
}

function takeEffects(connection: Connection, target: string, effects: StoredEffects): void {
  for (const record of effects.tabs) putTab(connection, target, record);
  removeEntries(connection, target, effects.removed);
  putEntries(connection, target, effects.entries, connection.now());
  acknowledgeAll(connection, effects.acknowledged);
}

/** JSON leaves out what is `undefined`. */
export function reviveEntry(entry: JournalEntry): JournalEntry {
  const entries = entry.effects.entries.map((row) => ({ ...row, course: row.course }));
  return { ...entry, effects: { ...entry.effects, entries } };
}

/** Recorded again, a batch goes to the end. */
const RECORD = 'INSERT OR REPLACE INTO sync_journal (target, to_revision, entry) VALUES (?, ?, ?)';

const UNSETTLED = 'SELECT entry FROM sync_journal WHERE target = ? ORDER BY seq';

const FORGET_ALL = 'DELETE FROM sync_journal WHERE target = ?';
