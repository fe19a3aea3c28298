import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importsOf } from './imports-of.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What each package's sources may import besides their own files; `node:` stands for Node's own modules. */
const ALLOWED: Record<string, readonly string[]> = {
  'packages/core': ['neverthrow', 'zod'],
  'packages/testing': ['@quiz-sync/core', 'neverthrow', 'fast-check'],
  'packages/sheets-emulator': ['node:', 'numfmt', '@formulajs/formulajs'],
  'adapters/sqlite': ['@quiz-sync/core', 'neverthrow', 'node:'],
  'adapters/mongodb': ['@quiz-sync/core', 'neverthrow', 'node:', 'mongodb'],
  'adapters/google-sheets': ['@quiz-sync/core', 'neverthrow', 'node:', 'googleapis', 'google-auth-library'],
  'adapters/bullmq-scheduler': ['@quiz-sync/core', 'neverthrow', 'node:', 'bullmq', 'ioredis'],
  'adapters/timer-scheduler': ['@quiz-sync/core', 'neverthrow', 'node:'],
  'adapters/express': ['@quiz-sync/core', 'neverthrow', 'node:', 'express', 'zod'],
};

/** Only applications may compose, and only in the file that says so. */
const COMPOSING = ['inversify', 'reflect-metadata'];
const APPS_ONLY = [...COMPOSING, 'yargs'];

const workspaces = globSync('{packages,adapters,apps}/*/package.json', { cwd: ROOT }).map((file) =>
  dirname(file),
);

function sourcesOf(folder: string): string[] {
  return globSync(`${folder}/src/**/*.ts`, { cwd: ROOT });
}

function read(file: string): string {
  return readFileSync(resolve(ROOT, file), 'utf8');
}

describe('the walls between packages', () => {
  it('covers every package and adapter', () => {
    const known = workspaces
      .filter((folder) => !folder.startsWith('apps/'))
      .map((folder) => folder.split(sep).join('/'));
    expect(known.sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each(Object.entries(ALLOWED))('%s imports nothing beyond what it may', (folder, allowed) => {
    const strangers = sourcesOf(folder).flatMap((file) =>
      importsOf(read(file))
        .filter((name) => !name.startsWith('.') && !allowed.some((each) => isWithin(name, each)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(strangers).toEqual([]);
  });

  it.each(workspaces)('%s declares every package it imports', (folder) => {
    const manifest = JSON.parse(read(`${folder}/package.json`));
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const undeclared = sourcesOf(folder).flatMap((file) =>
      importsOf(read(file))
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
        .filter((name) => !declared.some((each) => isWithin(name, each)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(undeclared).toEqual([]);
  });

  it.each(workspaces)(
    '%s reaches no other package past its exports, and no file outside its own folder',
    (folder) => {
      const trespasses = sourcesOf(folder).flatMap((file) =>
        importsOf(read(file))
          .filter((name) => isTrespass(folder, file, name))
          .map((name) => `${file} imports ${name}`),
      );
      expect(trespasses).toEqual([]);
    },
  );

  it('has inversify and reflect-metadata in the composition roots of applications alone', () => {
    const files = workspaces
      .flatMap(sourcesOf)
      .filter((file) => importsOf(read(file)).some((name) => COMPOSING.includes(name)));
    expect(files.filter((file) => !/^apps\/[^/]+\/src\/composition-root\.ts$/.test(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
  });

  it('knows yargs and the environment in applications alone', () => {
    const strangers = workspaces
      .filter((folder) => !folder.startsWith('apps/'))
      .flatMap(sourcesOf)
      .filter(
        (file) =>
          importsOf(read(file)).some((name) => APPS_ONLY.includes(name)) ||
          /\bprocess\.env\b/.test(read(file)),
      );
    expect(strangers).toEqual([]);
  });

  it('has no decorators and lets no container out of the composition root', () => {
    for (const file of workspaces.flatMap(sourcesOf)) {
      expect(read(file), file).not.toMatch(/^\s*@(injectable|inject|named|optional)\b/m);
      if (file.endsWith('composition-root.ts')) {
        expect(read(file), file).not.toMatch(/export[^\n]*\bContainer\b/);
      }
    }
  });

  it('keeps platform types out of core', () => {
    const options = JSON.parse(read('packages/core/tsconfig.json')).compilerOptions;
    const inherited = JSON.parse(read('tsconfig.json')).compilerOptions;
    expect(options.types ?? inherited.types).toEqual([]);
    expect(options.lib ?? inherited.lib).toEqual(['ES2024']);
  });
});

function isWithin(name: string, allowed: string): boolean {
  return allowed === 'node:' ? name.startsWith('node:') : name === allowed || name.startsWith(`${allowed}/`);
}

/** Deep imports go around `exports`; relative ones out of the folder go around the package altogether. */
function isTrespass(folder: string, file: string, name: string): boolean {
  if (name.startsWith('.')) {
    return relative(resolve(ROOT, folder), resolve(ROOT, dirname(file), name)).startsWith('..');
  }
  const [scope = '', pack = '', ...deep] = name.split('/');
  if (scope === '@quiz-sync')
    return deep.length > 0 && !exportsOf(`${scope}/${pack}`).includes(`./${deep.join('/')}`);
  return scope === 'quiz-sync' && name !== scope;
}

function exportsOf(name: string): string[] {
  const folder = workspaces.find((each) => JSON.parse(read(`${each}/package.json`)).name === name);
  return folder === undefined ? [] : Object.keys(JSON.parse(read(`${folder}/package.json`)).exports);
}
