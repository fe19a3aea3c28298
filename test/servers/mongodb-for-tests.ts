import { afterAll, beforeAll } from 'vitest';
import { MONGODB_START_MS, type TestMongodb, useMongodb } from './mongodb.ts';

/** A MongoDB for the tests of the enclosing `describe`. Answers its URL, without a database, once they have begun. */
export function mongodbForTests(): () => string {
  let server: TestMongodb | undefined;
  beforeAll(async () => {
    server = await useMongodb();
  }, MONGODB_START_MS);
  afterAll(() => server?.close());
  return () => {
    if (server === undefined) throw new Error('the server is there once the tests have begun');
    return server.url;
  };
}
