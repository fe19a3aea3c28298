import { openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission } from '@quiz-sync/testing';

/**
 * Inserts `count` submissions one after the other, and prints the id of each once it has been answered. Arguments: the
 * file, the prefix of the ids, how many.
 */
const [path = '', prefix = '', count = '0'] = process.argv.slice(2);
const store = await openSqliteStore(path);
for (let index = 0; index < Number(count); index += 1) {
  const submission_id = `${prefix}-${index}`;
  const outcome = await store.submissions.insert(aSubmission({ submission_id }));
  if (outcome.isErr()) throw new Error(outcome.error.message);
  process.stdout.write(`${submission_id}\n`);
}
await store.close();
