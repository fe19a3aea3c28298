import { DatabaseSync } from 'node:sqlite';
import { getEnvironmentData } from 'node:worker_threads';

/**
 * The store's thread, which dies at the commit of number `every`: `before` it, or `after`: it is on the disk, and nobody
 * has heard of it.
 */
const { when, every } = getEnvironmentData('death');
const { prepare } = DatabaseSync.prototype;
let commits = 0;

DatabaseSync.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  if (sql !== 'COMMIT') return statement;
  const run = statement.run.bind(statement);
  statement.run = () => {
    commits += 1;
    const isTheLast = commits % every === 0;
    if (isTheLast && when === 'before') process.exit(1);
    const result = run();
    if (isTheLast) process.exit(1);
    return result;
  };
  return statement;
};

await import('../../dist/worker/thread.js');
