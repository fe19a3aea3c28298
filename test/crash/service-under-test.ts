import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Notice, Order } from './instrument/messages.ts';
import type { Ambush } from './instrument/passage.ts';
import type { KillPoint } from './kill-points.ts';

const PRELOAD = new URL('./instrument/preload.ts', import.meta.url).href;
const SERVER = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../apps/cli/bin/quiz-sync.js', import.meta.url));

/** Hundreds of processes start; what one of them compiled is good for all. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/quiz-sync-crash', import.meta.url));

/** How a process ended: by itself, with a code, or by a signal. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProcessUnderTest {
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
  /** Everything printed so far. */
  output(): string;
}

/** The real service as a process (or as two, see `two-services.ts`), with kill points that it knows nothing of. */
export interface ServiceUnderTest extends Omit<ProcessUnderTest, 'child'> {
  readonly url: string;
  isRunning(): boolean;
  arm(ambush: Ambush): Promise<void>;
  disarm(): Promise<void>;
  /** Resolves when a call is held at an armed point. */
  held(): Promise<KillPoint>;
  goOn(): void;
  /** Whether the armed point has been passed. One that has ended has passed it. */
  hasPassed(): Promise<boolean>;
  signal(name: NodeJS.Signals): void;
  /** Ends it with a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<End>;
}

/** The process itself beside it. */
export type ServiceProcess = ServiceUnderTest & ProcessUnderTest;

export interface Setup {
  /** Where it runs and keeps its store. */
  readonly folder: string;
  /** `host:port` of the emulator. */
  readonly emulator: string;
  readonly spreadsheetId: string;
  /** More of the environment: see `instrument`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the service and waits until it listens; rejects when it ends before. */
export async function startService(setup: Setup): Promise<ServiceProcess> {
  const process = launch(SERVER, [], setup);
  const { child, ended } = process;
  const url = await listening(process);
  const arm = async (message: Order): Promise<void> => {
    const armed = noticed(child, 'armed');
    order(child, message);
    await Promise.race([armed, ended]);
  };
  return {
    ...process,
    url,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    arm: (ambush) => arm({ type: 'arm', ambush }),
    disarm: () => arm({ type: 'disarm' }),
    held: async () => (await noticed(child, 'held')).point,
    goOn: () => order(child, { type: 'go on' }),
    hasPassed: async () => {
      const answered = noticed(child, 'answer').then(({ passed }) => passed);
      order(child, { type: 'ask' });
      return Promise.race([answered, ended.then(() => true)]);
    },
    signal: (name) => void child.kill(name),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts a command of the CLI on the same store and spreadsheet. */
export function startCommand(words: readonly string[], setup: Setup): ProcessUnderTest {
  return launch(CLI, words, setup);
}

function launch(program: string, words: readonly string[], setup: Setup): ProcessUnderTest {
  const child = spawn(process.execPath, [program, ...words], {
    cwd: setup.folder,
    env: {
      PATH: process.env['PATH'],
      HOME: setup.folder,
      PORT: '0',
      NODE_COMPILE_CACHE: COMPILED,
      NODE_OPTIONS: `--import=${PRELOAD} --disable-warning=ExperimentalWarning`,
      SHEETS_EMULATOR_HOST: setup.emulator,
      QUIZ_SYNC_SPREADSHEET_ID: setup.spreadsheetId,
      QUIZ_SYNC_STORE: 'sqlite:quiz-sync.db',
      ...setup.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stdout?.on('data', (data) => (printed += data));
  child.stderr?.on('data', (data) => (printed += data));
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return { child, ended, output: () => printed };
}

async function listening({ child, ended, output }: ProcessUnderTest): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child.stdout?.on('data', () => {
    const url = /listens on (http:[^"\s]+)/.exec(output())?.[1];
    if (url !== undefined) resolve(url);
  });
  const died = ended.then((end) => {
    throw new EndedEarly(end, output());
  });
  return Promise.race([promise, died]);
}

/** The process ended before it listened. */
export class EndedEarly extends Error {
  readonly end: End;

  constructor(end: End, output: string) {
    super(`the service ended with ${end.code ?? end.signal}:\n${output}`);
    this.end = end;
  }
}

/** Starts the service armed, and answers how it ended: before it listened, or by what it did of itself afterwards. */
export async function startArmed(setup: Setup, ambush: Ambush): Promise<End> {
  const env = { ...setup.env, QUIZ_SYNC_CRASH_AMBUSH: JSON.stringify(ambush) };
  try {
    return await (await startService({ ...setup, env })).ended;
  } catch (error) {
    if (error instanceof EndedEarly) return error.end;
    throw error;
  }
}

function order(child: ChildProcess, message: Order): void {
  // A process that has just been killed hears nothing; that it has ended is what the caller waits for then.
  if (child.connected) child.send(message, () => {});
}

function noticed<T extends Notice['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<Notice, { type: T }>> {
  return new Promise((resolve) => {
    const listen = (notice: Notice): void => {
      if (notice.type !== type) return;
      child.off('message', listen);
      resolve(notice as Extract<Notice, { type: T }>);
    };
    child.on('message', listen);
  });
}
