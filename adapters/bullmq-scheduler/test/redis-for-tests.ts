import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { forgetQueue, type TestRedis, useRedis } from '../../../test/servers/redis.ts';

/** A Redis for the tests of the enclosing `describe`; there is one once they have begun. */
export interface RedisForTests {
  url(): string;
  /** Removes everything that a queue has left in it. */
  forget(queue: string): Promise<void>;
}

export function redisForTests(): RedisForTests {
  let server: TestRedis | undefined;
  let redis: Redis | undefined;
  beforeAll(async () => {
    server = await useRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis?.disconnect();
    await server?.close();
  });
  return {
    url: () => server?.url ?? '',
    async forget(queue) {
      if (redis !== undefined) await forgetQueue(redis, queue);
    },
  };
}
