import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server on this machine, and lets a test cut, swallow or count what passes. */
export interface TcpProxy extends AsyncDisposable {
  /** Where to connect to instead of to the server. */
  readonly port: number;
  /**
   * `forward`: all passes. `refuse`: nobody listens, and what was connected is reset. `swallow`: connections are taken and stay
   * open, and nothing comes of what is sent, as when a cable was pulled.
   */
  become(mode: ProxyMode): Promise<void>;
  /** Called with each piece that the client sends, before it is passed on; true: it is not, and the proxy refuses from then on. */
  cutWhen(isLast: (bytes: Buffer) => boolean): void;
  /** Called likewise: what it answers goes to the client in the server's place, and the server hears nothing of that piece. */
  answerFor(answer: (bytes: Buffer) => Buffer | undefined): void;
}

export type ProxyMode = 'forward' | 'refuse' | 'swallow';

export async function tcpProxy(upstreamPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'forward';
  let cut: (bytes: Buffer) => boolean = () => false;
  let answerOf: (bytes: Buffer) => Buffer | undefined = () => undefined;
  const accept = (client: Socket): void => {
    const upstream = connect(upstreamPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      if (mode === 'forward' && cut(bytes)) void become('refuse');
      if (mode !== 'forward') return;
      const answer = answerOf(bytes);
      if (answer === undefined) upstream.write(bytes);
      else client.write(answer);
    });
    upstream.on('data', (bytes) => {
      if (mode === 'forward') client.write(bytes);
    });
    client.on('end', () => upstream.destroy());
    upstream.on('end', () => client.destroy());
  };
  let server: Server | undefined = createServer(accept).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reset = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const become = async (next: ProxyMode): Promise<void> => {
    mode = next;
    if (next === 'refuse') {
      server?.close();
      server = undefined;
      reset();
    } else if (server === undefined) {
      server = createServer(accept).listen(port, '127.0.0.1');
      await once(server, 'listening');
    }
  };
  return {
    port,
    become,
    cutWhen(isLast) {
      cut = isLast;
    },
    answerFor(answer) {
      answerOf = answer;
    },
    [Symbol.asyncDispose]: () => become('refuse'),
  };
}
