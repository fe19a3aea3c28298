import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

/**
 * The store's thread on a disk that refuses writes for as long as there is a file named `<its directory>.failing`: with the
 * result code of SQLite's that the file holds.
 */
const IO_ERROR = 10;
const { prepare } = DatabaseSync.prototype;

function failure() {
  try {
    return Number(readFileSync(`${dirname(workerData.path)}.failing`, 'utf8'));
  } catch {
    return undefined;
  }
}

DatabaseSync.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  if (sql !== 'BEGIN IMMEDIATE') return statement;
  const run = statement.run.bind(statement);
  let hadIoError = false;
  statement.run = () => {
    const errcode = hadIoError ? IO_ERROR : failure();
    // As with a disk that was unplugged: a connection that has met it never works again, whatever is plugged in later.
    hadIoError ||= errcode === IO_ERROR;
    if (errcode !== undefined) throw Object.assign(new Error('the disk refuses'), { errcode });
    return run();
  };
  return statement;
};

await import('../../dist/worker/thread.js');
