import type { MongoClientOptions } from 'mongodb';

/** Milliseconds. What the URL says itself goes first. */
export interface ConnectionTimes {
  /** How long a call waits for a server that can take it, before it is `store_unavailable`. Default 3000. */
  readonly serverSelectionTimeoutMS?: number;
  /** For making one connection, and for one heartbeat. Default 3000. */
  readonly connectTimeoutMS?: number;
  /** Longest silence on a connection that waits for an answer: ends half-open ones. Default 20000. */
  readonly socketTimeoutMS?: number;
}

/** Options for a client of our own. A connection that nobody answers on is found out by each of these times. */
export function clientOptions(url: string, times: ConnectionTimes): MongoClientOptions {
  const chosen: MongoClientOptions = {
    appName: 'quiz-sync',
    serverSelectionTimeoutMS: times.serverSelectionTimeoutMS ?? 3_000,
    connectTimeoutMS: times.connectTimeoutMS ?? 3_000,
    socketTimeoutMS: times.socketTimeoutMS ?? 20_000,
    waitQueueTimeoutMS: 5_000,
    heartbeatFrequencyMS: 5_000,
    maxPoolSize: 50,
    retryReads: true,
    retryWrites: true,
  };
  const said = namesInUrl(url);
  const left = Object.entries(chosen).filter(([name]) => !said.has(name.toLowerCase()));
  const concern = said.has('w') || said.has('journal') ? {} : DURABLE;
  return { ...Object.fromEntries(left), ...concern };
}

const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;

function namesInUrl(url: string): Set<string> {
  const start = url.indexOf('?');
  const query = start === -1 ? '' : url.slice(start + 1);
  return new Set([...new URLSearchParams(query).keys()].map((name) => name.toLowerCase()));
}

/** The database named in a URL; `undefined` when none is. */
export function databaseOf(url: string): string | undefined {
  const name = /^mongodb(?:\+srv)?:\/\/[^/?]*\/([^?]*)/i.exec(url)?.[1];
  return name === undefined || name === '' ? undefined : decodeURIComponent(name);
}
