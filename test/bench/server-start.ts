/**
 * How long until the service listens? Whole processes, from their start to the line that says so: the service with a
 * spreadsheet elsewhere, and as a newcomer starts it, with its local one; beside a bare Express process, in turns, so
 * that whatever else the machine does weighs on all of them alike.
 *
 *     npm run build && npm exec -- node test/bench/server-start.ts [rounds]
 *
 * The aim: 800 ms. Ratios are of medians, of the time that passes and of the processor time that is used.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.argv[2] ?? 11);
const BARE = fileURLToPath(new URL('bare-express.ts', import.meta.url));
const SERVICE = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

interface Contestant {
  readonly name: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Nothing listens there: the service does not ask before something is pending. */
const ELSEWHERE = { SHEETS_EMULATOR_HOST: '127.0.0.1:9', QUIZ_SYNC_SPREADSHEET_ID: 'elsewhere' };

const CONTESTANTS: readonly Contestant[] = [
  { name: 'bare Express', words: [BARE, '0'], env: {} },
  { name: 'service', words: [SERVICE], env: ELSEWHERE },
  { name: 'service, local sheet', words: [SERVICE], env: {} },
];

/** Milliseconds. */
interface Start {
  readonly passed: number;
  /** From Linux, in steps of ten; `NaN` elsewhere. */
  readonly processor: number;
}

async function start({ words, env }: Contestant, cwd: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, words, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const listens = (async () => {
    let printed = '';
    for await (const data of child.stdout) {
      printed += String(data);
      if (/listens on/.test(printed)) return;
    }
    throw new Error(`${words.join(' ')} ended before it listened: ${printed}`);
  })();
  await listens;
  const result = { passed: performance.now() - began, processor: processorTime(child.pid ?? 0) };
  child.kill('SIGKILL');
  await exited;
  return result;
}

function processorTime(pid: number): number {
  try {
    const facts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(facts[11]) + Number(facts[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-server-start-'));
try {
  const starts = CONTESTANTS.map((): Start[] => []);
  // The first round fills the cache of compiled code and does not count.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [index, contestant] of CONTESTANTS.entries()) {
      const taken = await start(contestant, folder);
      if (round > 0) starts[index]?.push(taken);
    }
  const medians = starts.map((taken) => ({
    passed: median(taken.map(({ passed }) => passed)),
    processor: median(taken.map(({ processor }) => processor)),
  }));
  const [bare = { passed: Number.NaN, processor: Number.NaN }] = medians;
  for (const [index, { name }] of CONTESTANTS.entries()) {
    const { passed, processor } = medians[index] ?? bare;
    const ratios = `${(passed / bare.passed).toFixed(2)} and ${(processor / bare.processor).toFixed(2)}`;
    process.stdout.write(
      `${name.padEnd(21)} ${passed.toFixed(0).padStart(5)} ms, ${processor.toFixed(0).padStart(4)} ms of a processor: ${ratios} times the bare Express\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
