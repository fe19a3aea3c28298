import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * `npm run build:ferretdb`: once, before the tests that want it, so that a build that fails is seen as what it is.
 */

const SOURCES = fileURLToPath(new URL('ferretdb/', import.meta.url));
/** Not in `.cache`: the mutation check shares all of `node_modules` but that with its copies of the project. */
const CACHE = fileURLToPath(new URL('../../node_modules/.ferretdb/', import.meta.url));

/** Builds the program when there is none of these sources yet, which compiles a hundred packages. Answers its path. */
export function buildFerretdb(): string {
  const program = ferretdbPath();
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  const fresh = `${program}.${process.pid}`;
  const built = spawnSync('go', ['build', '-o', fresh, '.'], { cwd: SOURCES, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`FerretDB cannot be built: ${built.stderr}`);
  renameSync(fresh, program);
  return program;
}

/** Where the program of these sources is, once it is built. */
export function ferretdbPath(): string {
  const digest = createHash('sha256');
  for (const file of globSync('*', { cwd: SOURCES }).sort())
    digest.update(readFileSync(path.join(SOURCES, file)));
  return path.join(CACHE, `ferretdb-${digest.digest('hex').slice(0, 12)}`);
}

export function isFerretdbBuilt(): boolean {
  return existsSync(ferretdbPath());
}

if (import.meta.main) process.stdout.write(`${buildFerretdb()}\n`);
