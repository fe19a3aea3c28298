import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Result } from 'neverthrow';
import { int } from './columns.js';
import { pragma } from './pragma.js';

/** The one connection of the thread, as the repositories use it. What SQLite refuses is thrown, and told apart by {@link toStoreError}. */
export interface Connection {
  /** The statement of that text; each is prepared once. */
  sql(text: string): StatementSync;

  /**
   * Runs `work` in one transaction that has the write lock from its beginning, so that what it reads cannot be
   * outdated when it writes. Kept when `work` returns, undone when it throws. Not nestable.
   */
  write<T>(work: () => T): T;

  /** As {@link write}, and undone as well when `work` answers an error. */
  tryWrite<T, E>(work: () => Result<T, E>): Result<T, E>;

  /** SQLite's clock, epoch milliseconds: the same for all processes on the file. */
  now(): number;

  /** The texts of all statements prepared so far. */
  prepared(): readonly string[];

  /** What a pragma of this connection says. */
  pragma(name: string): unknown;

  close(): void;
}

/** A clock that a test moves by hand: one number of epoch milliseconds, in memory that two threads share. */
export type HandClock = Float64Array<SharedArrayBuffer>;

export function createConnection(database: DatabaseSync, clock?: HandClock): Connection {
  const statements = new Map<string, StatementSync>();

  function sql(text: string): StatementSync {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = database.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  }

  function transact<T>(work: () => T, isKept: (outcome: T) => boolean): T {
    sql('BEGIN IMMEDIATE').run();
    try {
      const outcome = work();
      sql(isKept(outcome) ? 'COMMIT' : 'ROLLBACK').run();
      return outcome;
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }

  return {
    sql,
    write: (work) => transact(work, () => true),
    tryWrite: (work) => transact(work, (outcome) => outcome.isOk()),
    now: () => clock?.[0] ?? int(sql(NOW).get() ?? {}, 'now'),
    prepared: () => [...statements.keys()],
    pragma: (name) => pragma(database, name),
    close: () => database.close(),
  };
}

const NOW = `SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER) AS now`;

/** After some errors (disk full, I/O) SQLite has rolled back already and refuses to do it again; that is fine. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // The error that brought us here is the one worth telling.
  }
}
