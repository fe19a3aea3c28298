import { ERROR_CODES } from '@quiz-sync/core';
import { type ProblemAnswer, sendProblem, sendProblemAnswer, toProblem } from '@quiz-sync/express';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { StillLetIn } from '../access/still-let-in.js';
import { backlogEvent, HEARTBEAT, problemEvent, statusEvent } from './server-sent-event.js';
import type { StatusNews, StatusWatch } from './status-watch.js';

/** Milliseconds. */
export interface EventTimes {
  /** Shorter than the minute after which proxies take a silent connection for dead. The key is looked at as often. */
  readonly heartbeatMs: number;
  /** After so long a stream ends, so that none is forgotten for ever; clients come back by themselves. */
  readonly longestMs: number;
}

export interface EventOptions {
  readonly times?: EventTimes;
  /** Asked all along: a stream does not outlive the key that it was let in with. */
  readonly stillLetIn?: StillLetIn;
}

const EVENT_TIMES: EventTimes = { heartbeatMs: 15_000, longestMs: 15 * 60_000 };

/** Bytes. Who does not take in what was sent is let go of, and not waited for. */
const MOST_UNSENT = 1_000_000;

/**
 * `GET /events`: the status by server-sent events, at once and whenever it changes. A client that comes back with
 * `Last-Event-ID` is not told again what it knows.
 */
export function eventsRoutes(
  watch: StatusWatch,
  guards: readonly RequestHandler[],
  { times = EVENT_TIMES, stillLetIn = async () => true }: EventOptions = {},
): Router {
  const router = Router();
  router.all('/events', ...guards, (request, response) => {
    if (request.method !== 'GET') sendProblem(response, { type: 'method_not_allowed', allow: 'GET' });
    else stream(watch, request, response, { times, stillLetIn });
  });
  return router;
}

function stream(
  watch: StatusWatch,
  request: Request,
  response: Response,
  { times, stillLetIn }: Required<EventOptions>,
): void {
  const known = request.get('Last-Event-ID');
  const unheard: StatusNews[] = [];
  let tell = (news: StatusNews): void => void unheard.push(news);
  const stopListening = watch.listen((news) => tell(news));
  if (stopListening === undefined) {
    sendProblemAnswer(response, tooMany());
    return;
  }
  begin(response);
  response.write(backlogEvent(watch.history()));
  tell = (news) => send(response, news, known);
  unheard.forEach(tell);
  const beat = async () => {
    if (await stillLetIn(request)) write(response, HEARTBEAT);
    else response.end();
  };
  const heartbeat = setInterval(() => void beat(), times.heartbeatMs);
  const longest = setTimeout(() => response.end(), times.longestMs);
  response.once('close', () => {
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(longest);
  });
}

function begin(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would keep events back until it has a buffer full of them.
    'X-Accel-Buffering': 'no',
  });
}

function send(response: Response, news: StatusNews, known: string | undefined): void {
  switch (news.type) {
    case 'status':
      if (news.digest !== known) write(response, statusEvent(news.status, news.digest));
      return;
    case 'unavailable':
      write(response, problemEvent(toProblem(news.error)));
      return;
    case 'closed':
      response.end();
      return;
    default:
      news satisfies never;
  }
}

function write(response: Response, text: string): void {
  if (response.writableLength > MOST_UNSENT) response.destroy();
  else if (!response.writableEnded) response.write(text);
}

function tooMany(): ProblemAnswer {
  const { title, cause, remedy } = ERROR_CODES.too_many_listeners;
  const detail = `${cause} ${remedy}`;
  return { status: 503, code: 'too_many_listeners', title, detail, headers: { 'Retry-After': '10' } };
}
