import { parentPort, workerData } from 'node:worker_threads';
import { requireFile } from './make-file.js';
import { openDatabase } from './open-database.js';
import type { Reply, ThreadData } from './protocol.js';
import { mayPass, refusalLine } from './refusal.js';
import { serve } from './serve.js';

if (parentPort === null) throw new Error('this module is the entry of a worker thread');
const port = parentPort;
const { path, options, clock, isReopening = false }: ThreadData = workerData;
const post = (reply: Reply): void => port.postMessage(reply);

try {
  if (isReopening) requireFile(path);
  const connection = openDatabase(path, options, clock);
  serve(port, connection, path);
  post({ type: 'ready' });
} catch (error) {
  post({ type: 'refused', message: refusalLine(path, error), mayPass: mayPass(error) });
  port.close();
}
