import { parentPort } from 'node:worker_threads';

/** In place of the store's thread: says that it is ready, and dies when it is asked anything. */
parentPort?.postMessage({ type: 'ready' });
parentPort?.once('message', () => {
  throw new Error('out of luck');
});
