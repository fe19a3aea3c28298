import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { KillableCall } from '../kill-points.ts';
import { passThrough } from './passage.ts';

/** In the thread of the store: commits of its transactions, and those of the schema's steps, are kill points. */
export function watchTransactions(): void {
  const { prepare, exec } = DatabaseSync.prototype;

  DatabaseSync.prototype.prepare = function (...args: Parameters<typeof prepare>): StatementSync {
    const statement = prepare.apply(this, args);
    if (args[0] === 'COMMIT') watch(statement);
    return statement;
  };

  DatabaseSync.prototype.exec = function (sql: string): void {
    if (sql === 'COMMIT') around('sqlite.migration', () => exec.call(this, sql));
    else exec.call(this, sql);
  };
}

function watch(statement: StatementSync): void {
  const run = statement.run.bind(statement);
  statement.run = () => around('sqlite.commit', () => run());
}

function around<T>(call: KillableCall, work: () => T): T {
  passThrough(`${call}:before`);
  const result = work();
  passThrough(`${call}:after`);
  return result;
}
