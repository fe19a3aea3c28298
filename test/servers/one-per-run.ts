import { isFerretdbBuilt } from './build-ferretdb.ts';
import { startMongodb } from './mongodb-process.ts';
import { isRedisInstalled, startRedis } from './redis-process.ts';

/*
 * Vitest's `globalSetup`: one MongoDB and one Redis for all files of a run, each of which takes databases and queues of
 * its own. They are told to the files as people tell theirs, by the environment, which workers inherit. What is named there
 * already is left as it is; what is nowhere is missed by the files that need it, which say so.
 */
export default async function startServers(): Promise<() => Promise<void>> {
  const started = await Promise.all([
    named('QUIZ_SYNC_TEST_MONGODB_URL', isFerretdbBuilt(), startMongodb),
    named('QUIZ_SYNC_TEST_REDIS_URL', isRedisInstalled(), startRedis),
  ]);
  return async () => {
    await Promise.all(started.map((server) => server?.close()));
  };
}

interface Started {
  readonly url: string;
  close(): Promise<void>;
}

async function named(
  variable: string,
  isThere: boolean,
  start: () => Promise<Started>,
): Promise<Started | undefined> {
  if (process.env[variable] !== undefined || !isThere) return undefined;
  const server = await start();
  process.env[variable] = server.url;
  return server;
}
