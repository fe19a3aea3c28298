import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './open-database.js';
import type { Reply, ThreadData } from './protocol.js';
import { refusalLine } from './refusal.js';
import { serve } from './serve.js';

if (parentPort === null) throw new Error('this module is the entry of a worker thread');
const port = parentPort;
const { path, options, clock }: ThreadData = workerData;
const post = (reply: Reply): void => port.postMessage(reply);

try {
  const connection = openDatabase(path, options, clock);
  serve(port, connection, path);
  post({ type: 'ready' });
} catch (error) {
  post({ type: 'refused', message: refusalLine(path, error) });
  port.close();
}
