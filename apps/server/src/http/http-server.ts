import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ResultAsync } from 'neverthrow';
import { drainOf } from './drain.js';
import { endStalled } from './end-stalled.js';
import { fewAtOnce } from './few-at-once.js';
import { onlyReadable, refuseExpectation } from './readable-request.js';
import { refuseConnection } from './refuse-connection.js';

/**
 * What clients may take of us. Times in milliseconds: a slower one is answered 408, so that nobody holds connections for
 * ever.
 */
export interface ClientLimits {
  /** From the connection to the last header. */
  readonly headersMs: number;
  /** From the connection to the last byte of the body. */
  readonly requestMs: number;
  /** How often the two are looked at. */
  readonly checkEveryMs: number;
  /** Without any of an answer that is there being taken in. */
  readonly stalledMs: number;
  /** How many at once; further ones are closed at once, so that a flood of them leaves memory and file handles to those that are there. */
  readonly connections: number;
}

export const CLIENT_LIMITS: ClientLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  stalledMs: 60_000,
  connections: 10_000,
};

/** Longer than the usual 60 s of load balancers: who closes an idle connection first must not be us. */
const KEEP_ALIVE_MS = 65_000;

/** The address cannot be listened on; `message` says why and what to do. */
export interface NotListening {
  readonly type: 'not_listening';
  readonly message: string;
}

export interface HttpServer {
  /** `http://127.0.0.1:3000`, with the port that was really taken. */
  readonly url: string;
  /**
   * Takes no more connections, and resolves when every request under way has been answered, or after `withinMs`, when
   * those that are left are cut off.
   */
  drain(withinMs: number): Promise<void>;
}

/** Starts to listen. */
export function listen(
  app: Express,
  { host, port }: { host: string; port: number },
  limits: ClientLimits = CLIENT_LIMITS,
): ResultAsync<HttpServer, NotListening> {
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // We look ourselves: Node's own refusal says nothing.
      requireHostHeader: false,
    },
    fewAtOnce(onlyReadable(app)),
  );
  server.maxConnections = limits.connections;
  endStalled(server, limits.stalledMs);
  server.on('checkExpectation', refuseExpectation);
  server.on('clientError', refuseConnection);
  const drain = drainOf(server);
  return ResultAsync.fromPromise(listening(server, host, port), (cause) =>
    notListening(cause, host, port),
  ).map(() => ({ url: urlOf(server), drain }));
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function notListening(cause: unknown, host: string, port: number): NotListening {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const message = cause instanceof Error ? cause.message : String(cause);
  switch (code) {
    case 'EADDRINUSE':
      return {
        type: 'not_listening',
        message: `Port ${port} of ${host} is taken: end what listens there, or set PORT to another`,
      };
    case 'EACCES':
      return {
        type: 'not_listening',
        message: `Port ${port} needs rights this process does not have: set PORT to 1024 or above`,
      };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { type: 'not_listening', message: `${host} is no address of this machine: set HOST` };
    default:
      return { type: 'not_listening', message: `Cannot listen on ${host}:${port}: ${message}` };
  }
}
