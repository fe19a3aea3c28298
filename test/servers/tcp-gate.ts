import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a server on this machine, and lets what clients send wait until the test lets it go on. */
export interface TcpGate {
  /** Where to connect to instead of to the server. */
  readonly port: number;
  shut(): void;
  /** What has waited goes on, whole and in order. */
  open(): void;
  /** Ends all connections. */
  close(): void;
}

/** Open at first. */
export async function tcpGate(upstreamPort: number): Promise<TcpGate> {
  const clients = new Set<Socket>();
  let isShut = false;
  const server = createServer((client) => {
    const upstream = connect(upstreamPort, '127.0.0.1');
    clients.add(client);
    client.on('data', (bytes) => upstream.write(bytes));
    if (isShut) client.pause();
    upstream.pipe(client);
    client.on('error', () => {});
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    shut() {
      isShut = true;
      for (const client of clients) client.pause();
    },
    open() {
      isShut = false;
      for (const client of clients) client.resume();
    },
    close() {
      server.close();
      for (const client of clients) client.destroy();
    },
  };
}
