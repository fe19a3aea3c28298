import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Of one connection. Clients that send the next request before an answer has come send a few. */
const MOST_WAITING = 100;

/**
 * Lets a connection have only so many requests under way, and cuts off one that sends more: answers wait in memory for
 * those before them, and in the bytes of one large answer there is room for thousands of requests.
 */
export function fewAtOnce(app: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  const countOf = (socket: Socket): number => waiting.get(socket) ?? 0;
  const mayWait = ({ socket }: IncomingMessage, response: ServerResponse): boolean => {
    if (countOf(socket) >= MOST_WAITING) return false;
    waiting.set(socket, countOf(socket) + 1);
    response.once('close', () => waiting.set(socket, countOf(socket) - 1));
    return true;
  };
  return (request, response) => {
    // Until those before it have been answered, an answer has no connection of its own.
    const isFirst = response.socket !== null;
    if (isFirst || mayWait(request, response)) app(request, response);
    else request.socket.destroy();
  };
}
