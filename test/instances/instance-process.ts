import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Order, Reply } from './messages.ts';

const PROGRAM = fileURLToPath(new URL('program.ts', import.meta.url));
/** Dozens of processes start; what one of them compiled is good for all. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/quiz-sync-instances', import.meta.url));

/** What all instances share. */
export interface Shared {
  /** `sqlite:PATH` or `mongodb://…`. */
  readonly store: string;
  /** `undefined`: each has timers of its own. */
  readonly redis: string | undefined;
  /** `host:port` of the emulator. */
  readonly sheets: string;
  readonly spreadsheetId: string;
}

/** One instance in a process of its own. */
export interface InstanceProcess {
  /** As it calls itself in the lease. */
  readonly name: string;
  isPaused(): boolean;
  /** `none` when it ends or is paused before it has answered, whatever it has done or may yet do. */
  ask(order: Order): Promise<Answer>;
  /** SIGSTOP. */
  pause(): void;
  /** SIGCONT. */
  wake(): void;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Resolves when it takes orders. */
export async function startInstance(shared: Shared, name: string): Promise<InstanceProcess> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: COMPILED,
      INSTANCE_STORE: shared.store,
      ...(shared.redis === undefined ? {} : { INSTANCE_REDIS: shared.redis }),
      INSTANCE_SHEETS: shared.sheets,
      INSTANCE_SPREADSHEET: shared.spreadsheetId,
      INSTANCE_NAME: name,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const asked = new Map<number, (answer: Answer) => void>();
  let count = 0;
  let paused = false;
  const expectAnswer = (number: number): Promise<Answer> =>
    new Promise((resolve) => {
      asked.set(number, resolve);
    });
  const settle = (number: number, answer: Answer): void => {
    asked.get(number)?.(answer);
    asked.delete(number);
  };
  const giveUp = (): void => {
    for (const number of [...asked.keys()]) settle(number, { type: 'none' });
  };
  child.on('message', ({ number, answer }: Reply) => settle(number, answer));
  child.on('error', giveUp);
  const exited = once(child, 'exit').then(giveUp);

  const ready = await expectAnswer(0);
  if (ready.type !== 'ready') throw new Error(`${name} ended before it was ready`);
  return {
    name,
    isPaused: () => paused,
    ask(order) {
      count += 1;
      if (paused || !child.connected) return Promise.resolve({ type: 'none' });
      const answer = expectAnswer(count);
      child.send({ number: count, order }, (error) => {
        if (error !== null) giveUp();
      });
      return answer;
    },
    pause() {
      paused = true;
      child.kill('SIGSTOP');
      giveUp();
    },
    wake() {
      paused = false;
      child.kill('SIGCONT');
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
