import { createServer } from 'node:net';
import type { Configuration } from '@quiz-sync/server';
import { EXIT_CODES } from '../exit-code.js';
import { askService } from '../remote/ask-service.js';
import { type Check, fine } from './check.js';

const NAME = 'port';

/** How long a service beside us may take to say that it is one. Milliseconds. */
const ANSWER_MS = 2_000;

type Place = Pick<Configuration, 'host' | 'port'>;

/** Whether the service could listen where it is to, or does so already. Listens for a moment, and lets go. */
export async function checkPort({ host, port }: Place): Promise<Check> {
  if (port === 0) return fine(NAME, `any that is free, of ${host}`);
  const refusal = await tried({ host, port });
  const where = `${host}:${port}`;
  if (refusal === undefined) return fine(NAME, `${where} is free`);
  switch (refusal) {
    case 'EADDRINUSE':
      if (await isOurs({ host, port })) return fine(NAME, `a service of ours listens on ${where}`);
      return failed(
        `${where} is taken by another program`,
        'End what listens there, or set PORT to another.',
      );
    case 'EACCES':
      return failed(`${where} needs rights that this user does not have`, 'Set PORT to 1024 or above.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return failed(`${host} is no address of this machine`, 'Set HOST to one, such as 127.0.0.1.');
    default:
      return failed(`${where} cannot be listened on: ${refusal}`, 'Set HOST and PORT to another place.');
  }
}

function failed(detail: string, remedy: string): Check {
  return { name: NAME, state: 'failure', detail, remedy, exitCode: EXIT_CODES.failed };
}

/** The code of the refusal; `undefined`: it can be listened on. */
function tried({ host, port }: Place): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** On an address that stands for all, it answers on this machine's own, too. */
async function isOurs({ host, port }: Place): Promise<boolean> {
  const near = ({ '0.0.0.0': '127.0.0.1', '::': '[::1]' } as Record<string, string>)[host] ?? host;
  const named = near.includes(':') && !near.startsWith('[') ? `[${near}]` : near;
  const stop = AbortSignal.timeout(ANSWER_MS);
  const asked = await askService({ url: `http://${named}:${port}`, key: undefined, stop }, 'GET', '/livez');
  return asked.match(
    ({ body }) => typeof body === 'object' && body !== null && 'status' in body && body.status === 'alive',
    () => false,
  );
}
