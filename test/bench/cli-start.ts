/**
 * How long does somebody at a terminal wait? Whole processes, from start to end, in a folder of their own: `quiz-sync
 * --help`, `--version`, and `status` on a SQLite store with submissions, each beside the barest of Node (`node -e 0`),
 * in turns, so that whatever else the machine does weighs on all of them alike.
 *
 *     npm run build && npm exec -- node test/bench/cli-start.ts [rounds]
 *
 * The aims: 150 ms for help and version, 400 ms for the status. Ratios are of medians.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { aSubmission } from '@quiz-sync/testing';

const ROUNDS = Number(process.argv[2] ?? 15);
const SUBMISSIONS = 1_000;
const BIN = fileURLToPath(new URL('../../apps/cli/bin/quiz-sync.js', import.meta.url));

interface Contestant {
  readonly name: string;
  readonly words: readonly string[];
  /** Milliseconds; the bare Node has none. */
  readonly aim?: number;
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'node -e 0', words: ['-e', '0'] },
  { name: 'quiz-sync --version', words: [BIN, '--version'], aim: 150 },
  { name: 'quiz-sync --help', words: [BIN, '--help'], aim: 150 },
  { name: 'quiz-sync status', words: [BIN, 'status', '--store', 'sqlite:quiz-sync.db'], aim: 400 },
];

async function fill(file: string): Promise<void> {
  const store = await openSqliteStore(file);
  const inserts = Array.from({ length: SUBMISSIONS }, (_, index) =>
    store.submissions.insert(aSubmission({ submission_id: `s${index}` })),
  );
  for (const inserted of await Promise.all(inserts)) inserted._unsafeUnwrap();
  await store.close();
}

/** Milliseconds of one whole process. */
function run(words: readonly string[], cwd: string): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-cli-start-'));
try {
  await fill(join(folder, 'quiz-sync.db'));
  const times = CONTESTANTS.map((): number[] => []);
  // The first round fills the cache of compiled code and does not count.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [index, { words }] of CONTESTANTS.entries()) {
      const took = run(words, folder);
      if (round > 0) times[index]?.push(took);
    }
  const medians = times.map(median);
  for (const [index, { name, aim }] of CONTESTANTS.entries()) {
    const took = medians[index] ?? Number.NaN;
    const ratio = (took / (medians[0] ?? Number.NaN)).toFixed(1);
    const words = aim === undefined ? '' : `, ${ratio} times the bare Node (aim: under ${aim} ms)`;
    process.stdout.write(`${name.padEnd(20)} ${took.toFixed(0).padStart(5)} ms${words}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
