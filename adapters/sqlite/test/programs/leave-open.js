import { openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission } from '@quiz-sync/testing';

/** Inserts without waiting for the answer, and never closes the store. Argument: the file. */
const store = await openSqliteStore(process.argv[2] ?? '');
void store.submissions.insert(aSubmission()).map(() => process.stdout.write('answered\n'));
