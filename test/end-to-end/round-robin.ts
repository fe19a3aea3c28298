import { setTimeout as passed } from 'node:timers/promises';
import { seededRandom } from './answers.ts';
import { send } from './send.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import type { SubmissionBody } from './submissions.ts';

/** Several servers on one store, as behind a load balancer that goes round. */
export interface RoundRobin {
  readonly servers: readonly ServerProcess[];
  /** How often a server was killed so far. */
  kills(): number;
  /** Sends each until a server has answered, so many at once; answers how often there was which status (`reset`: none; like 503 it is followed by another try). */
  sendAll(bodies: readonly SubmissionBody[], concurrency: number): Promise<Record<string, number>>;
  /** Kills one by chance (SIGKILL) and starts it again, `times` times, at moments that chance picks. */
  killSome(times: number, seed: number): Promise<void>;
  /** The same at moments that chance picks while the next so many submissions are being answered. */
  killAlong(submissions: number, times: number, seed: number): Promise<void>;
  /** Kills all. */
  close(): Promise<void>;
}

export async function roundRobin(
  count: number,
  cwd: string,
  env: Record<string, string>,
): Promise<RoundRobin> {
  const servers: ServerProcess[] = [];
  // One after the other, as a rolling start does: the first makes the store.
  while (servers.length < count) servers.push(await startServer({ cwd, env }));
  let turn = 0;
  let kills = 0;
  let answered = 0;

  function next(): ServerProcess {
    turn += 1;
    return servers[turn % count] as ServerProcess;
  }

  async function killOne(index: number): Promise<void> {
    await servers[index]?.kill();
    kills += 1;
    servers[index] = await startServer({ cwd, env });
  }

  return {
    servers,
    kills: () => kills,
    async sendAll(bodies, concurrency) {
      const queue = [...bodies];
      const answers: Record<string, number> = {};
      async function sendNext(): Promise<void> {
        for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
          for (let status = 'reset'; status === 'reset' || status === '503'; ) {
            status = await send(next().url, body);
            answers[status] = (answers[status] ?? 0) + 1;
            // One that is being started again refuses at once, one whose store is busy says so: its neighbour is next.
            if (status === 'reset' || status === '503') await passed(5);
          }
          answered += 1;
        }
      }
      await Promise.all(Array.from({ length: concurrency }, sendNext));
      return answers;
    },
    async killSome(times, seed) {
      const random = seededRandom(seed);
      for (let time = 0; time < times; time += 1) {
        await passed(random() * 600);
        await killOne(Math.floor(random() * count));
      }
    },
    async killAlong(submissions, times, seed) {
      const random = seededRandom(seed);
      const before = answered;
      for (let time = 0; time < times; time += 1) {
        const moment = before + Math.floor(((time + random()) / times) * submissions);
        while (answered < moment) await passed(10);
        await killOne(Math.floor(random() * count));
      }
    },
    async close() {
      await Promise.all(servers.map((server) => server.kill()));
    },
  };
}
