/**
 * Fuzzes the real service with schemathesis, by its own OpenAPI document: `npm run test:fuzz -- --seconds 90 --seed 1`.
 * Ends with 1 when an answer is other than the document says, the service fails, or an operation was not reached. Needs Python 3 with venv.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../end-to-end/server-process.ts';
import { type Described, unreached } from './reached.ts';

const HERE = import.meta.dirname;
const CACHE = resolve(HERE, '../../node_modules/.cache/schemathesis');
const REQUIREMENTS = join(HERE, 'requirements.txt');
const KEY = 'the-key-of-the-fuzzer';

/** What waits for the spreadsheet has a run of its own, or it would leave no time for the others. */
const WAITING = '/sync/(force|verify|plan)$';

/** Each operation is tried with a wrong key once: thirty in a minute are guesses, and are throttled. */
const NO_GUESSES = ['--exclude-checks', 'ignored_auth'];

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '90' }, seed: { type: 'string', default: '1' } },
});

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-fuzz-'));
try {
  process.exitCode = await fuzz(installed());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The command, installed once for each version. */
function installed(): string {
  const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const environment = join(CACHE, version);
  const command = join(environment, 'bin', 'schemathesis');
  if (existsSync(command)) return command;
  mkdirSync(CACHE, { recursive: true });
  run('python3', ['-m', 'venv', environment]);
  run(join(environment, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  return command;
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  const why = error?.message ?? `it ended with ${status}`;
  throw new Error(`*** NOT FUZZED: ${command} ${args.join(' ')}: ${why} (apt-get install python3-venv) ***`);
}

async function fuzz(schemathesis: string): Promise<number> {
  // It looks for both where it runs, and leaves files of its own there.
  for (const file of ['schemathesis.toml', 'hooks.py']) copyFileSync(join(HERE, file), join(folder, file));
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, JSON.stringify([createHash('sha256').update(KEY).digest('hex')]));
  const env = { QUIZ_SYNC_API_KEYS_FILE: keys, LOG_LEVEL: 'warn' };
  const server = await startServer({ cwd: folder, env });
  await submitNamed(server.url);
  const at = `${server.url}/openapi.json`;
  // Each operation once, however slow the machine is.
  const first = await found(schemathesis, at, ['--phases', 'examples,fuzzing', '--max-examples', '1']);
  const quick = await found(schemathesis, at, ['--exclude-path-regex', WAITING, ...NO_GUESSES], 0.7);
  const waiting = await found(schemathesis, at, ['--include-path-regex', WAITING, ...NO_GUESSES], 0.3);
  const document = (await (await fetch(at)).json()) as Described;
  const missed = unreached(document, join(folder, 'answers.txt'));
  for (const line of missed) process.stdout.write(`not reached: ${line}\n`);
  const ended = await server.stop();
  const failures = server.output().split('\n').filter(isFailure);
  for (const line of failures) process.stdout.write(`the service logged: ${line}\n`);
  if (ended !== 0) process.stdout.write(`the service ended with ${ended}\n`);
  return !first && !quick && !waiting && missed.length === 0 && ended === 0 && failures.length === 0 ? 0 : 1;
}

/** The response of which the description's example asks: of a learner whom no example erases. */
async function submitNamed(url: string): Promise<void> {
  const answered = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
  const { status } = await fetch(`${url}/api/quiz/submit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ submission_id: 'submission-17', user_id: 'stays', quiz_type: 'micro', responses: [answered] },
    }),
  });
  if (status !== 201) throw new Error(`the first submission was answered with ${status}`);
}

/** Whether a run on some of the operations, in its share of the time if it has one, finds anything. */
async function found(command: string, document: string, which: string[], share?: number): Promise<boolean> {
  const time = share === undefined ? [] : ['--max-time', String(Math.ceil(Number(values.seconds) * share))];
  const args = [
    ...['run', document, '--header', `Authorization: Bearer ${KEY}`, ...which],
    ...['--seed', values.seed, ...time],
    // One worker: several make Python 3.11 fail by itself now and then ("AST constructor recursion depth mismatch").
    // What it found in an earlier run must not decide what it tries in this one.
    ...['--generation-database', 'none', '--no-color'],
  ];
  const [status] = await once(spawn(command, args, { cwd: folder, stdio: 'inherit' }), 'exit');
  return status !== 0;
}

/** A line of the log that tells of a bug. */
function isFailure(line: string): boolean {
  return line.includes('"level":50') || line.includes('"level":60') || line.includes('Unforeseen');
}
