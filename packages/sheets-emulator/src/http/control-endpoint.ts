import type { IncomingMessage, ServerResponse } from 'node:http';
import { GOOGLE_LIMITS, type QuotaLimits } from '../access/quota.ts';
import { ApiError } from '../api/api-error.ts';
import { gridWindow, spreadsheetList } from '../emulator/grid-view.ts';
import { People } from '../emulator/people.ts';
import { SpreadsheetView } from '../emulator/spreadsheet-view.ts';
import type { FaultSpec } from '../faults/fault.ts';
import { jsonAnswer, send } from './answer.ts';
import type { ApiParts } from './api-handler.ts';
import { parseJson, readBody } from './read-body.ts';

/** Under this path the emulator itself is spoken to; Google has nothing there. */
export const CONTROL_PREFIX = '/_emulator/';

type Body = Readonly<Record<string, unknown>>;

/** One thing that can be asked of the emulator itself: the parts in braces are handed over in order. */
interface ControlRoute {
  readonly verb: string;
  readonly pattern: RegExp;
  readonly run: (parts: ApiParts, body: Body, names: readonly string[], query: URLSearchParams) => unknown;
}

const DONE = {};

const missing = (what: string): ApiError => new ApiError(404, `The emulator has no ${what}.`);

const isFault = (body: Body): boolean => typeof body['effect'] === 'object' && body['effect'] !== null;

const addFault = (parts: ApiParts, body: Body): unknown => {
  if (!isFault(body)) throw new ApiError(400, 'A fault has an effect.');
  return { id: parts.faults.add(body as unknown as FaultSpec) };
};

const removeFault = (parts: ApiParts, _body: Body, [id = '']: readonly string[]): unknown => {
  if (!parts.faults.remove(Number(id))) throw missing(`fault ${id}`);
  return DONE;
};

const spreadsheet = (parts: ApiParts, _body: Body, [id = '']: readonly string[]): unknown => {
  const found = parts.world.drive.spreadsheet(id);
  if (found === undefined) throw missing(`spreadsheet ${id}`);
  return new SpreadsheetView(found).toJSON();
};

const done = (work: (parts: ApiParts, body: Body, names: readonly string[]) => void): ControlRoute['run'] => {
  return (parts, body, names) => {
    work(parts, body, names);
    return DONE;
  };
};

const view: ControlRoute['run'] = (parts, _body, [id = '', sheetId = ''], query) => {
  const found = parts.world.drive.spreadsheet(id);
  const sheet = found?.sheet(Number(sheetId));
  if (found === undefined || sheet === undefined) throw missing(`tab ${id}/${sheetId}`);
  return gridWindow(found, sheet, Number(query.get('row') ?? 0), Number(query.get('rows') ?? 100));
};

/** `{ "do": [["type", "Sheet1", "A1", "x"], ["sort", "Sheet1", { "column": "B" }]] }`: what people do, in order. */
const people: ControlRoute['run'] = (parts, body, [id = '']) => {
  const steps = body['do'];
  if (!Array.isArray(steps))
    throw new ApiError(400, 'What people do is a list: { "do": [["type", "Sheet1", "A1", "x"]] }.');
  const atWork = new People(parts.world, id, parts.seed, parts.now);
  for (const step of steps as readonly (readonly unknown[])[]) doStep(atWork, step);
  return DONE;
};

const doStep = (atWork: People, [name, ...args]: readonly unknown[]): void => {
  const deeds = atWork as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  const known = typeof name === 'string' && Object.getOwnPropertyNames(People.prototype).includes(name);
  const deed = known && name !== 'constructor' ? deeds[name] : undefined;
  if (deed === undefined) throw new ApiError(400, `People do not know how to ${String(name)}.`);
  deed.apply(atWork, args);
};

const quotaLimits = ({ perProject, perUser }: Body): QuotaLimits => ({
  perProject: typeof perProject === 'number' ? perProject : GOOGLE_LIMITS.perProject,
  perUser: typeof perUser === 'number' ? perUser : GOOGLE_LIMITS.perUser,
});

const CONTROL_ROUTES: readonly ControlRoute[] = [
  { verb: 'GET', pattern: /^faults$/, run: (parts) => ({ faults: parts.faults.list() }) },
  { verb: 'POST', pattern: /^faults$/, run: addFault },
  { verb: 'DELETE', pattern: /^faults$/, run: done((parts) => parts.faults.clear()) },
  { verb: 'DELETE', pattern: /^faults\/(\d+)$/, run: removeFault },
  {
    verb: 'GET',
    pattern: /^calls$/,
    run: (parts) => ({ counts: parts.log.counts, calls: parts.log.calls }),
  },
  { verb: 'DELETE', pattern: /^calls$/, run: done((parts) => parts.log.clear()) },
  {
    verb: 'GET',
    pattern: /^spreadsheets$/,
    run: (parts) => ({ spreadsheets: spreadsheetList(parts.world.drive) }),
  },
  { verb: 'GET', pattern: /^spreadsheets\/([^/]+)$/, run: spreadsheet },
  { verb: 'GET', pattern: /^view\/([^/]+)\/(\d+)$/, run: view },
  { verb: 'POST', pattern: /^spreadsheets\/([^/]+)\/people$/, run: people },
  {
    verb: 'POST',
    pattern: /^spreadsheets\/([^/]+)\/revoke$/,
    run: done((parts, body, [id = '']) =>
      parts.access.revoke(id, body['leave'] === 'reading' ? 'reading' : 'nothing'),
    ),
  },
  {
    verb: 'POST',
    pattern: /^spreadsheets\/([^/]+)\/share$/,
    run: done((parts, _body, [id = '']) => parts.access.share(id)),
  },
  {
    verb: 'POST',
    pattern: /^quota$/,
    run: done((parts, body) => parts.quota.enforce(quotaLimits(body))),
  },
  { verb: 'DELETE', pattern: /^quota$/, run: done((parts) => parts.quota.lift()) },
  { verb: 'POST', pattern: /^tokens\/expire$/, run: done((parts) => parts.access.expireTokens()) },
  { verb: 'POST', pattern: /^tokens\/accept-any$/, run: done((parts) => parts.access.acceptAnyToken()) },
  { verb: 'POST', pattern: /^tokens\/refuse$/, run: done((parts) => parts.access.refuseTokens()) },
  { verb: 'POST', pattern: /^tokens\/issue$/, run: done((parts) => parts.access.issueTokens()) },
];

/** The emulator's own endpoint: faults, the log of calls, access and snapshots, for tests in any language. */
export class ControlEndpoint {
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { content } = await readBody(request);
    const body = (parseJson(content.toString('utf8')) ?? {}) as Body;
    const path = decodeURIComponent(url.pathname.slice(CONTROL_PREFIX.length));
    for (const { verb, pattern, run } of CONTROL_ROUTES) {
      const match = verb === request.method ? pattern.exec(path) : null;
      if (match === null) continue;
      send(response, jsonAnswer(200, run(this.#parts, body, match.slice(1), url.searchParams), true));
      return;
    }
    throw missing(`endpoint ${request.method} ${path}`);
  }
}
