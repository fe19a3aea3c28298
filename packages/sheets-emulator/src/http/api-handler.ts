import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Access } from '../access/access.ts';
import { keyWrites } from '../access/auth-error.ts';
import type { Quota } from '../access/quota.ts';
import { ApiError, forbidden } from '../api/api-error.ts';
import type { CallLog } from '../emulator/call-log.ts';
import { defaultRefusal } from '../faults/default-refusal.ts';
import type { FaultEffect } from '../faults/fault.ts';
import type { FaultScript } from '../faults/fault-script.ts';
import type { Command } from '../world/command.ts';
import type { World } from '../world/world.ts';
import { type Answer, errorAnswer, notFoundPage, packed, resultAnswer, send } from './answer.ts';
import { checkForm, listsErrors } from './error-form.ts';
import type { LateWork } from './late-work.ts';
import { loseAnswer } from './lose-answer.ts';
import type { Route, Routes } from './match-route.ts';
import { meantRequest } from './overridden-method.ts';
import { readBody, readJson } from './read-body.ts';
import { readUpload } from './upload-body.ts';

/** What the API is answered from. */
export interface ApiParts {
  readonly world: World;
  readonly routes: Routes;
  readonly access: Access;
  readonly quota: Quota;
  readonly faults: FaultScript;
  readonly log: CallLog;
  readonly late: LateWork;
  /** A new seed for the ids that a call makes. */
  readonly seed: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One request on its way through. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: URL;
  readonly route: Route | undefined;
  readonly content: Buffer;
  readonly pretty: boolean;
}

/** What became of an exchange, for the log. */
interface Outcome {
  readonly status: number;
  readonly responseBytes: number;
}

/** Whether it is a key as Google makes them. Clients that need no credentials here are made to send a word for one. */
const isKey = (text: string | null): boolean => text?.startsWith('AIza') === true;

/** Who calls with a key alone. */
const ANYONE = 'anyone';

const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(500, 'Internal error encountered.');

/** Answers calls of the API, and does to them what the faults say. */
export class ApiHandler {
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    const { content: body, bytes } = await readBody(request);
    const { method, url, content } = meantRequest(request, address, body);
    const route = this.#parts.routes.match(method, url.pathname);
    const pretty = !/^(false|0)$/i.test(url.searchParams.get('prettyPrint') ?? '');
    const exchange: Exchange = { request, response, method, url, route, content, pretty };
    const started = performance.now();
    const path = decodedPath(url);
    const operation = route?.operation.id ?? 'unknown';
    const kind = route?.operation.kind ?? 'other';
    const fault = this.#parts.faults.take({ method, operation, kind, path });
    const at = this.#parts.now();
    const done = ({ status, responseBytes }: Outcome): void => {
      const ms = performance.now() - started;
      const call = { kind, method, path, operation, status, requestBytes: bytes, responseBytes, ms, at };
      this.#parts.log.add(fault === undefined ? call : { ...call, fault: fault.type });
    };
    this.#act(exchange, fault, done);
  }

  #act(exchange: Exchange, fault: FaultEffect | undefined, done: (outcome: Outcome) => void): void {
    const { response, route, pretty } = exchange;
    const kind = route?.operation.kind ?? 'other';
    switch (fault?.type) {
      case undefined:
        done(this.#send(exchange, this.#answer(exchange)));
        break;
      case 'before': {
        const answer = errorAnswer(defaultRefusal(fault.status, kind), pretty);
        const body = fault.body === undefined ? answer.body : Buffer.from(asText(fault.body));
        const headers = { ...answer.headers, ...fault.headers };
        done(this.#send(exchange, { status: fault.status, headers, body }));
        break;
      }
      case 'after': {
        const due = this.#answer(exchange);
        done({ status: loseAnswer(response, fault, due), responseBytes: 0 });
        break;
      }
      case 'late':
        this.#parts.late.later(fault.ms, () => this.#answer(exchange));
        done({ status: loseAnswer(response, fault, undefined), responseBytes: 0 });
        break;
      case 'hang':
        if (fault.applied === true) this.#answer(exchange);
        done({ status: 0, responseBytes: 0 });
        break;
      case 'delay':
        this.#parts.late.later(fault.ms, () => done(this.#send(exchange, this.#answer(exchange))));
        break;
    }
  }

  #send(exchange: Exchange, answer: Answer): Outcome {
    const accepted = exchange.request.headers['accept-encoding'];
    const ready = packed(answer, typeof accepted === 'string' ? accepted : undefined);
    send(exchange.response, ready);
    return { status: ready.status, responseBytes: ready.body.length };
  }

  #answer(exchange: Exchange): Answer {
    const { route, url, pretty } = exchange;
    if (route === undefined) return notFoundPage(url.pathname);
    try {
      return resultAnswer(this.#perform(exchange, route), pretty);
    } catch (error) {
      if (!(error instanceof ApiError)) process.emitWarning(error instanceof Error ? error : String(error));
      return errorAnswer(toApiError(error), pretty, listsErrors(url, route));
    }
  }

  #body({ request, url, content }: Exchange): Pick<Command, 'body' | 'bodyText'> {
    const text = content.toString('utf8');
    if (url.pathname.startsWith('/upload/'))
      return { body: readUpload(request.headers['content-type'] ?? '', text) };
    return { body: undefined, ...readJson(text) };
  }

  /** With a key and no token, only what anyone may see can be read. */
  #caller({ request, url, method }: Exchange, { params }: Route): string {
    const { access, world } = this.#parts;
    const { authorization } = request.headers;
    if (!isKey(url.searchParams.get('key')) || authorization !== undefined) {
      return access.callerOf(authorization, method === 'GET');
    }
    if (method !== 'GET') throw keyWrites();
    const file = world.drive.get(params['spreadsheetId'] ?? params['fileId'] ?? '');
    if (file?.permissions.every(({ type }) => type !== 'anyone') === true) throw forbidden();
    return ANYONE;
  }

  #perform(exchange: Exchange, route: Route): unknown {
    const { access, quota, world } = this.#parts;
    const { operation, params } = route;
    checkForm(exchange.url);
    const caller = this.#caller(exchange, route);
    const refusal = quota.take(
      operation.kind,
      exchange.url.searchParams.get('quotaUser') ?? caller,
      this.#parts.now(),
    );
    if (refusal !== undefined) throw refusal;
    access.check(params['spreadsheetId'] ?? params['fileId'], operation.changes);
    const body = this.#body(exchange);
    access.check(operation.alsoChanges?.(body.body), true);
    const command: Command = {
      operation: operation.id,
      params,
      query: exchange.url.searchParams.toString(),
      ...body,
      caller,
      now: this.#parts.now(),
      seed: this.#parts.seed(),
    };
    return world.perform(command);
  }
}

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const decodedPath = (url: URL): string => {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return url.pathname;
  }
};
