import { parentPort, workerData } from 'node:worker_threads';
import type { Connection } from '../../adapters/sqlite/dist/worker/connection.js';
import { openDatabase } from '../../adapters/sqlite/dist/worker/open-database.js';
import type { Reply, ThreadData } from '../../adapters/sqlite/dist/worker/protocol.js';
import { serve } from '../../adapters/sqlite/dist/worker/serve.js';

/** What a commit takes longer than on the disk at hand, in milliseconds: about as long as on a busy cloud volume. */
const COMMIT_MS = 20;

/** The connection as it would be on a disk that is slow to sync: the thread that commits is held up. */
export function onSlowDisk(connection: Connection): Connection {
  const held = new Int32Array(new SharedArrayBuffer(4));
  return {
    ...connection,
    write: (work) => {
      const outcome = connection.write(work);
      Atomics.wait(held, 0, 0, COMMIT_MS);
      return outcome;
    },
  };
}

/** Run as a thread, this is the store's own, on such a disk. */
if (parentPort !== null) {
  const { path, options }: ThreadData = workerData;
  serve(parentPort, onSlowDisk(openDatabase(path, options)), path);
  parentPort.postMessage({ type: 'ready' } satisfies Reply);
}
