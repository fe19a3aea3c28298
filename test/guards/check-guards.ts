// Takes out each guard alone, in a copy of the project (two copies, so that one goes on while the other waits), and shows
// that its tests go red:
//   npm run test:guards            all of them
//   npm run test:guards -- TEXT    those whose name holds TEXT
import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GUARDS, type Guard } from './guards.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const OURS = new Set(['@quiz-sync', 'quiz-sync', '.bin', '.cache']);

/** A copy of what git tracks and the build made; dependencies are shared, our own packages are the copy's. */
function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'quiz-sync-guards-'));
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of tracked.split('\0').filter((name) => name !== '')) {
    cpSync(join(ROOT, file), join(copy, file), { recursive: true });
  }
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@quiz-sync'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!OURS.has(name)) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  for (const folder of readdirSync(join(ROOT, 'node_modules/@quiz-sync'))) {
    const home = ['packages', 'adapters', 'apps']
      .map((top) => join(copy, top, folder))
      .find((path) => exists(path));
    if (home !== undefined) symlinkSync(home, join(modules, '@quiz-sync', folder));
  }
  shareNestedModules(copy);
  return copy;
}

/** Dependencies of one package alone, which npm keeps beside it. */
function shareNestedModules(copy: string): void {
  for (const modules of globSync('{packages,adapters,apps}/*/node_modules', { cwd: ROOT })) {
    symlinkSync(join(ROOT, modules), join(copy, modules));
  }
}

function exists(path: string): boolean {
  try {
    readFileSync(join(path, 'package.json'));
    return true;
  } catch {
    return false;
  }
}

interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

function run(copy: string, script: string, args: readonly string[]): Promise<Ran> {
  const options = { cwd: copy, env: { ...process.env, CI: 'true' }, timeout: 420_000, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules', script), ...args],
      options,
      (error, stdout, stderr) => resolve({ ok: error === null, output: `${stdout}${stderr}` }),
    );
  });
}

function build(copy: string, ...flags: readonly string[]): Promise<Ran> {
  return run(copy, 'typescript/bin/tsc', ['-b', ...flags, 'tsconfig.json']);
}

/** With few workers: each that starts after a test went red has started for nothing. */
function test(copy: string, paths: readonly string[], only?: string): Promise<Ran> {
  const filter = only === undefined ? [] : ['-t', only];
  return run(copy, 'vitest/vitest.mjs', ['run', '--bail', '1', '--maxWorkers', '2', ...filter, ...paths]);
}

/** What is wrong with the guard's check; `undefined` when its tests went red, as they should. */
async function checkGuard(copy: string, guard: Guard): Promise<string | undefined> {
  const file = join(copy, guard.file);
  const source = readFileSync(file, 'utf8');
  if (source.split(guard.find).length !== 2)
    return `${guard.file} does not hold the guard exactly once: ${guard.find}`;
  writeFileSync(
    file,
    source.replace(guard.find, () => guard.replace),
  );
  try {
    // What its types say is no matter: a mutant that does not compile proves nothing about tests.
    await build(copy, '--noCheck');
    const { ok, output } = await test(copy, guard.tests, guard.only);
    if (ok) return 'its tests stay green without it';
    return /Tests\s+.*failed/.test(output) ? undefined : `its tests did not run:\n${output.slice(-1_500)}`;
  } finally {
    writeFileSync(file, source);
  }
}

/** Gives the items to whichever copy is free. A copy has one guard taken out at a time. */
async function shareOut<T>(items: Iterable<T>, act: (copy: string, item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    copies.map(async (copy) => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await act(copy, item);
    }),
  );
}

async function expectGreen(copy: string, paths: readonly string[]): Promise<void> {
  const { ok, output } = await test(copy, paths);
  if (!ok) throw new Error(`red before anything was taken out:\n${output.slice(-3_000)}`);
}

async function expectRed(copy: string, guard: Guard): Promise<void> {
  // A second look before it is held against the tests: a run that was cut short tells nothing of the guard.
  const problem = (await checkGuard(copy, guard)) && (await checkGuard(copy, guard));
  process.stdout.write(
    `${problem === undefined ? 'red, as it should be' : 'NOT NOTICED'}: without ${guard.name} (promise ${guard.promise})\n`,
  );
  if (problem !== undefined) problems.push(`${guard.name}: ${problem}`);
}

const wanted = process.argv.slice(2).join(' ');
const guards = GUARDS.filter(({ name }) => name.includes(wanted));
const copies = [copyProject(), copyProject()];
const problems: string[] = [];
try {
  for (const copy of copies) {
    const built = await build(copy);
    if (!built.ok) throw new Error(built.output);
  }
  const [copy = ''] = copies;
  await expectGreen(copy, [...new Set(guards.flatMap(({ tests }) => tests))]);
  await shareOut(guards, expectRed);
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
}
for (const problem of problems) process.stdout.write(`\n${problem}\n`);
process.stdout.write(
  `\n${guards.length - problems.length} of ${guards.length} guards are noticed when they are missing\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
