import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Access } from '../access/access.ts';
import { Quota } from '../access/quota.ts';
import { ApiError } from '../api/api-error.ts';
import { OPERATIONS } from '../api/operations.ts';
import { FaultScript } from '../faults/fault-script.ts';
import { errorAnswer, send } from '../http/answer.ts';
import { ApiHandler } from '../http/api-handler.ts';
import { CONTROL_PREFIX, ControlEndpoint } from '../http/control-endpoint.ts';
import { LateWork } from '../http/late-work.ts';
import { Routes } from '../http/match-route.ts';
import { Page } from '../http/page.ts';
import { answerToken, isTokenPath } from '../http/token-endpoint.ts';
import { DataFile } from '../persist/data-file.ts';
import { World } from '../world/world.ts';
import { CallLog } from './call-log.ts';
import { SheetsEmulator } from './sheets-emulator.ts';

/** How an emulator is to be started. */
export interface SheetsEmulatorOptions {
  /** 0, or nothing: any free port. */
  readonly port?: number | undefined;
  /** Loopback (`127.0.0.1`) unless it is given. */
  readonly host?: string | undefined;
  /** Where everything is kept; made when it is missing. Without it, all is gone when the emulator closes. */
  readonly dataFile?: string | undefined;
  /** So many cells a spreadsheet may have, empty ones included. Google's limit, 10,000,000, unless it is given. */
  readonly cellLimit?: number | undefined;
  /**
   * Named ranges are taken lightly: deleting an id that is not there is no error, and adding an id or a name that is
   * there replaces what had it. Google promises the opposite; this is for tests of what leans on that promise.
   */
  readonly lenientNamedRanges?: boolean | undefined;
  /** Makes ids and the chances of faults the same each time. */
  readonly seed?: number | undefined;
  /** Milliseconds since 1970, for tests that need a clock of their own. */
  readonly now?: (() => number) | undefined;
}

const GOOGLE_CELL_LIMIT = 10_000_000;

const seeds = (seed: number | undefined): (() => number) => {
  let next = seed;
  return () => {
    if (next === undefined) return randomInt(2 ** 32);
    next += 1;
    return next;
  };
};

/** The address of a request. Whole addresses come from clients that take the emulator for a proxy. */
const addressOf = (text: string): URL => {
  const whole = /^https?:/.test(text) ? text : `http://emulator${text}`;
  if (URL.canParse(whole)) return new URL(whole);
  throw new ApiError(400, 'Request contains an invalid argument.');
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Starts an emulator that listens for HTTP calls. Rejects when the port is taken or the data file is none. */
export const startSheetsEmulator = async (options: SheetsEmulatorOptions = {}): Promise<SheetsEmulator> => {
  const host = options.host ?? '127.0.0.1';
  const world = new World({
    cellLimit: options.cellLimit ?? GOOGLE_CELL_LIMIT,
    lenientNamedRanges: options.lenientNamedRanges ?? false,
  });
  const dataFile = options.dataFile === undefined ? undefined : DataFile.open(options.dataFile, world);
  const parts = {
    world,
    routes: new Routes(OPERATIONS),
    access: new Access(),
    quota: new Quota(),
    faults: new FaultScript(options.seed ?? 1),
    log: new CallLog(),
    late: new LateWork(),
    seed: seeds(options.seed),
    now: options.now ?? Date.now,
  };
  const api = new ApiHandler(parts);
  const control = new ControlEndpoint(parts);
  const page = new Page(world);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = addressOf(request.url ?? '/');
    if (isTokenPath(url.pathname)) return answerToken(request, response, parts.access);
    if (request.method === 'GET' && page.serves(url.pathname)) {
      page.handle(request, response, url.pathname);
      return;
    }
    if (url.pathname.startsWith(CONTROL_PREFIX)) return control.handle(request, response, url);
    return api.handle(request, response, url);
  };
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        send(
          response,
          errorAnswer(error instanceof ApiError ? error : new ApiError(500, String(error)), true),
        );
    });
  });
  await listen(server, options.port ?? 0, host);
  return new SheetsEmulator(parts, server, page, dataFile);
};
