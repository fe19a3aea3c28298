import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

/** The store's thread on a disk that answers with I/O errors for as long as there is a file named `<its directory>.failing`. */
const { prepare } = DatabaseSync.prototype;

DatabaseSync.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  if (sql !== 'BEGIN IMMEDIATE') return statement;
  const run = statement.run.bind(statement);
  let hasFailed = false;
  statement.run = () => {
    // As with a disk that was unplugged: a connection that has met it never works again, whatever is plugged in later.
    hasFailed ||= existsSync(`${dirname(workerData.path)}.failing`);
    if (hasFailed) throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
    return run();
  };
  return statement;
};

await import('../../dist/worker/thread.js');
