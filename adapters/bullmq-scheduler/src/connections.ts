import { Redis, type RedisOptions } from 'ioredis';

type Options = Omit<RedisOptions, 'replyMapping'>;

/** Milliseconds until a connection on which nothing is answered is given up: longer than any blocking call waits (10 s). */
const SILENCE_MS = 15_000;

/** Milliseconds until a question is given up. */
const ANSWER_WITHIN_MS = 5_000;

/** Milliseconds between attempts to connect, at most; what waits meanwhile is pending in the store. */
const RECONNECT_WITHIN_MS = 2_000;

/** One connection that is tried once, for a look at the server. */
export function connectOnce(url: string): Redis {
  return new Redis(url, { ...COMMON, retryStrategy: () => null, commandTimeout: ANSWER_WITHIN_MS });
}

/** The connections of one scheduler; BullMQ makes two more of its own from `working`. */
export interface Connections {
  /** For questions that fail at once while Redis is away. */
  readonly asking: Redis;
  /** For BullMQ's worker, whose commands wait for Redis to come back, as BullMQ requires. */
  readonly working: Redis;
  /** Drops them all, BullMQ's too, without waiting for anything. */
  close(): void;
}

export function openConnections(url: string, onTrouble: (error: Error) => void): Connections {
  const opened: Redis[] = [];
  const open = (options: Options): Redis => {
    const redis = new Redis(url, { ...COMMON, ...options });
    redis.on('error', onTrouble);
    opened.push(redis);
    return redis;
  };
  const asking = open({
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_WITHIN_MS,
  });
  const working = open({ maxRetriesPerRequest: null });
  // BullMQ copies it for its blocking calls; such a copy must not outlive a stop that Redis does not answer.
  Object.assign(working, {
    duplicate: (options: Options = {}) => open({ ...options, maxRetriesPerRequest: null }),
  });
  return {
    asking,
    working,
    close() {
      for (const redis of opened) drop(redis);
    },
  };
}

/** One that waits to connect again ends without a word, for which BullMQ would wait for ever. */
function drop(redis: Redis): void {
  const isSilent = redis.status === 'reconnecting';
  redis.disconnect();
  if (isSilent) redis.emit('end');
}

/** Where a URL points, without what is secret in it. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '6379' : port}${pathname === '/' ? '' : pathname}`;
}

const COMMON: Options = {
  socketTimeout: SILENCE_MS,
  connectTimeout: ANSWER_WITHIN_MS,
  retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), RECONNECT_WITHIN_MS),
  // After a failover the old primary refuses writes: look for the new one.
  reconnectOnError: ({ message }) => message.startsWith('READONLY'),
};
