// Takes out one guard at a time, in a copy of the project, and shows that its tests go red:
//   npm run test:guards            all of them
//   npm run test:guards -- TEXT    those whose name holds TEXT
import { execFileSync, spawnSync } from 'node:child_process';
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

function run(copy: string, script: string, args: readonly string[]): { ok: boolean; output: string } {
  const result = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
    timeout: 180_000,
  });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

function build(copy: string): { ok: boolean; output: string } {
  return run(copy, 'typescript/bin/tsc', ['-b', 'tsconfig.json']);
}

function test(copy: string, paths: readonly string[], only?: string): { ok: boolean; output: string } {
  const filter = only === undefined ? [] : ['-t', only];
  return run(copy, 'vitest/vitest.mjs', ['run', '--bail', '1', ...filter, ...paths]);
}

/** What is wrong with the guard's check; `undefined` when its tests went red, as they should. */
function checkGuard(copy: string, guard: Guard): string | undefined {
  const file = join(copy, guard.file);
  const source = readFileSync(file, 'utf8');
  if (source.split(guard.find).length !== 2)
    return `${guard.file} does not hold the guard exactly once: ${guard.find}`;
  writeFileSync(
    file,
    source.replace(guard.find, () => guard.replace),
  );
  try {
    // A mutant that does not compile proves nothing about tests; TypeScript emits it all the same when types alone are off.
    build(copy);
    const { ok, output } = test(copy, guard.tests, guard.only);
    if (ok) return 'its tests stay green without it';
    return /Tests\s+.*failed/.test(output) ? undefined : `its tests did not run:\n${output.slice(-1_500)}`;
  } finally {
    writeFileSync(file, source);
  }
}

const wanted = process.argv.slice(2).join(' ');
const guards = GUARDS.filter(({ name }) => name.includes(wanted));
const copy = copyProject();
const problems: string[] = [];
try {
  const built = build(copy);
  if (!built.ok) throw new Error(built.output);
  for (const paths of new Set(guards.map(({ tests }) => tests.join(' ')))) {
    const { ok, output } = test(copy, paths.split(' '));
    if (!ok) throw new Error(`${paths} is red before anything was taken out:\n${output.slice(-3_000)}`);
  }
  for (const guard of guards) {
    // A second look before it is held against the tests: a run that was cut short tells nothing of the guard.
    const problem = checkGuard(copy, guard) && checkGuard(copy, guard);
    process.stdout.write(
      `${problem === undefined ? 'red, as it should be' : 'NOT NOTICED'}: without ${guard.name} (promise ${guard.promise})\n`,
    );
    if (problem !== undefined) problems.push(`${guard.name}: ${problem}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
for (const problem of problems) process.stdout.write(`\n${problem}\n`);
process.stdout.write(
  `\n${guards.length - problems.length} of ${guards.length} guards are noticed when they are missing\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
