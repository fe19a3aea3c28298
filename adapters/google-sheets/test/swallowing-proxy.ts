import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * `forwarding`, or what it swallows without ever closing a connection: what is asked, or what is answered. A connection
 * of which anything was swallowed is dead for good; new ones are not.
 */
export type ProxyMode = 'forwarding' | 'swallows requests' | 'swallows answers';

/** What a cable that was pulled, or a firewall that forgot, looks like: connections stay open and nothing comes. */
export interface SwallowingProxy extends AsyncDisposable {
  /** `host:port` to talk to. */
  readonly host: string;
  mode: ProxyMode;
  /** Connections that were made so far. */
  connections(): number;
}

/** Stands between a client and a server on this machine. */
export async function swallowingProxy(port: number): Promise<SwallowingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    let isDead = false;
    const pass = (bytes: Buffer, to: Socket, swallowing: ProxyMode): void => {
      isDead ||= proxy.mode === swallowing;
      if (!isDead) to.write(bytes);
    };
    client.on('data', (bytes) => pass(bytes, upstream, 'swallows requests'));
    upstream.on('data', (bytes) => pass(bytes, client, 'swallows answers'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: SwallowingProxy = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'forwarding',
    connections: () => sockets.size / 2,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
