import type { Server } from 'node:http';

/**
 * Cuts off a connection whose other end takes in nothing of an answer for `stalledMs`: it would keep the answer in memory
 * and a place among the connections for ever. An answer that is slow to come is waited for all the same.
 */
export function endStalled(server: Server, stalledMs: number): void {
  server.timeout = stalledMs;
  server.on('request', (_request, response) => {
    response.on('timeout', (socket) => {
      if (socket.writableLength > 0) socket.destroy();
    });
  });
}
