import type { BatchEffects, FenceLost, JournalEntry } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { acknowledgeAll } from './acknowledge.js';
import { json } from './columns.js';
import type { Connection } from './connection.js';
import { underFence } from './lease.js';
import { putEntries, removeEntries } from './ledger-entries.js';
import { putTab } from './ledger-tabs.js';
import type { WorkerRepo } from './protocol.js';
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
        .map((row) => revive(json<JournalEntry>(row, 'entry'))),
    );
  }

  function settle(target: string, to: string, fence: number): Result<void, FenceLost> {
    return guarded(target, fence, () => {
      const row = sql('SELECT entry FROM sync_journal WHERE target = ? AND to_revision = ?').get(target, to);
      if (row === undefined) return;
      takeEffects(connection, target, json<JournalEntry>(row, 'entry').effects);
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

function takeEffects(connection: Connection, target: string, effects: BatchEffects): void {
  for (const record of effects.tabs) putTab(connection, target, record);
  removeEntries(connection, target, effects.removed);
  putEntries(connection, target, effects.entries);
  acknowledgeAll(connection, effects.acknowledged);
}

/** JSON leaves out what is `undefined`. */
function revive(entry: JournalEntry): JournalEntry {
  const entries = entry.effects.entries.map((row) => ({ ...row, course: row.course }));
  return { ...entry, effects: { ...entry.effects, entries } };
}

/** Recorded again, a batch goes to the end. */
const RECORD = 'INSERT OR REPLACE INTO sync_journal (target, to_revision, entry) VALUES (?, ?, ?)';

const UNSETTLED = 'SELECT entry FROM sync_journal WHERE target = ? ORDER BY seq';

const FORGET_ALL = 'DELETE FROM sync_journal WHERE target = ?';
