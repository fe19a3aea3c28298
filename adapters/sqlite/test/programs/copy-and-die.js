import { copyStore } from '@quiz-sync/core';
import { openSqliteStore } from '@quiz-sync/sqlite';

/** Copies one file into another and kills itself after so many pages. Arguments: both files, the number of pages. */
const [from = '', to = '', pages = '0'] = process.argv.slice(2);
let left = Number(pages);
const store = await openSqliteStore(from);
const copied = await copyStore({
  from: { name: 'original', store },
  to: await openSqliteStore(to),
  holder: `process ${process.pid}`,
  pageSize: 20,
  onProgress: () => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  },
});
throw new Error(`was not killed: ${JSON.stringify(copied)}`);
