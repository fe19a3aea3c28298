import { Redis } from 'ioredis';
import { vi } from 'vitest';
import type { Runtime } from '../src/runtime.js';

/*
 * Time for a real Redis and a real BullMQ, moved by the test. BullMQ writes and compares moments by `Date`, so that is
 * what is moved, and a worker that waits for a moment is woken when it has come, by the same marker with which BullMQ
 * wakes it for a new job. All else stays real: sockets, scripts, the server.
 */
export interface RedisTime {
  readonly runtime: Runtime;
  now(): number;
  /** Sets the wall clock that BullMQ goes by, as a person or NTP would; all else goes on. */
  setWallClockBack(ms: number): void;
  /** How many of the scheduler's timers are held. */
  held(): number;
  /** Lets time pass, from event to event, and everything happen that follows from each. */
  advance(ms: number): Promise<void>;
  close(): void;
}

/** Calls that wait for something to happen. */
const BLOCKING = new Set(['bzpopmin', 'xread']);

const FIRST_MOMENT = 1_800_000_000_000;

/** For the queue `name`; one at a time in a process. */
export function redisTime(url: string, name: string): RedisTime {
  const watch = watchConnections();
  const control = watch.uncounted(() => new Redis(url));
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let now = FIRST_MOMENT;
  let lastHandle = 0;
  let lastWoken = '';
  let behind = 0;
  vi.useFakeTimers({ toFake: ['Date'], now });

  function moveTo(moment: number): void {
    now = moment;
    vi.setSystemTime(now - behind);
  }

  async function settle(): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      await control.ping();
      await new Promise((resolve) => setImmediate(resolve));
      calm = watch.isQuiet() ? calm + 1 : 0;
    }
  }

  /** The next moment at which something is due, unless a worker was told of it and left it alone. */
  async function nextDelayed(): Promise<{ at: number; wake: string } | undefined> {
    const [id, score] = await control.zrange(`quiz-sync:${name}:delayed`, '0', '0', 'WITHSCORES');
    if (id === undefined) return undefined;
    const at = Math.floor(Number(score) / 0x1000) + behind;
    return { at, wake: `${id} at ${Math.max(at, now)}` };
  }

  async function step(end: number): Promise<boolean> {
    const delayed = await nextDelayed();
    const timer = [...timers].sort(([, a], [, b]) => a.at - b.at)[0];
    const delayedAt = delayed === undefined || delayed.wake === lastWoken ? Infinity : delayed.at;
    const at = Math.min(delayedAt, timer?.[1].at ?? Infinity);
    if (at > end) return false;
    moveTo(Math.max(now, at));
    if (timer !== undefined && timer[1].at <= now) {
      timers.delete(timer[0]);
      timer[1].callback();
    }
    if (delayedAt <= now) {
      lastWoken = delayed?.wake ?? '';
      await control.zadd(`quiz-sync:${name}:marker`, 0, '0');
    }
    await settle();
    return true;
  }

  return {
    runtime: {
      clock: { now: () => now, monotonic: () => now - FIRST_MOMENT },
      timers: {
        setTimeout(callback, delayMs) {
          lastHandle += 1;
          timers.set(lastHandle, { at: now + Math.max(0, delayMs), callback });
          return lastHandle;
        },
        clearTimeout: (handle) => void timers.delete(handle as number),
      },
      readServerTime: () => Promise.resolve(now),
    },
    now: () => now,
    setWallClockBack(ms) {
      behind += ms;
      moveTo(now);
    },
    held: () => timers.size,
    async advance(ms) {
      const end = now + ms;
      await settle();
      while (await step(end));
      moveTo(end);
      await settle();
    },
    close() {
      vi.useRealTimers();
      control.disconnect();
      watch.close();
    },
  };
}

interface ConnectionWatch {
  /** Nothing connects, and nothing that was asked waits for its answer. */
  isQuiet(): boolean;
  uncounted(open: () => Redis): Redis;
  close(): void;
}

function watchConnections(): ConnectionWatch {
  const { sendCommand, connect } = Redis.prototype;
  const seen = new Set<Redis>();
  let asked = 0;
  let own: Redis | undefined;

  Redis.prototype.connect = function (this: Redis, ...given) {
    seen.add(this);
    return connect.apply(this, given);
  };
  Redis.prototype.sendCommand = function (this: Redis, command, stream) {
    if (this !== own && !BLOCKING.has(command.name)) {
      asked += 1;
      const answered = () => {
        asked -= 1;
      };
      command.promise.then(answered, answered);
    }
    return sendCommand.call(this, command, stream);
  };
  return {
    isQuiet: () => asked === 0 && [...seen].every(({ status }) => status === 'ready' || status === 'end'),
    uncounted(open) {
      own = open();
      return own;
    },
    close() {
      Object.assign(Redis.prototype, { sendCommand, connect });
    },
  };
}
