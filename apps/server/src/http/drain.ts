import type { Server } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';

/**
 * What ends a server in order: see `HttpServer.drain`. Node's own `close()` takes a connection for idle, and cuts it,
 * whose answer was handed over to be sent, however much of it is still on its way.
 */
export function drainOf(server: Server): (withinMs: number) => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeIdle = (): void => {
    const isSending = [...sockets].some(({ writableLength }) => writableLength > 0);
    if (!isSending) server.closeIdleConnections();
  };
  // A kept-alive connection is idle only once its answer has gone.
  server.on('request', (_request, response) =>
    response.once('close', () => {
      if (!server.listening) setImmediate(closeIdle);
    }),
  );
  return async (withinMs) => {
    // That of a listener without HTTP: takes no more connections, and leaves those that there are alone.
    const closed = new Promise<void>((resolve) => {
      Listener.prototype.close.call(server, () => resolve());
    });
    const cutOff = setTimeout(() => server.closeAllConnections(), withinMs);
    closeIdle();
    await closed;
    clearTimeout(cutOff);
    // Nobody is connected any more: Node clears away what it watched connections with.
    server.close();
  };
}
