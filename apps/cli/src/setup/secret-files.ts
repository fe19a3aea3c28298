import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** What to see to about files that hold secrets or learners' data: a line each, of people's next steps. */
export async function fileHints(folder: string, keyFile: string | undefined): Promise<string[]> {
  const ignored = await notIgnored(folder, keyFile);
  return [
    ...(keyFile !== undefined && (await othersMayRead(keyFile))
      ? [`Others on this machine can read the key: chmod 600 ${quoted(keyFile)}`]
      : []),
    ...(ignored.length > 0
      ? [
          `This folder is under git; keep what is secret out of it: put ${ignored.join(' and ')} into .gitignore`,
        ]
      : []),
  ];
}

/** As a shell takes it. */
function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}

async function othersMayRead(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && (found.mode & 0o077) !== 0;
}

/** Names that would be committed: of a folder under git, those that its own .gitignore does not name. */
async function notIgnored(folder: string, keyFile: string | undefined): Promise<string[]> {
  if (!(await isUnderGit(folder))) return [];
  const key = keyFile === undefined ? undefined : path.relative(folder, keyFile);
  const inFolder = key === undefined || key.startsWith('..') || path.isAbsolute(key) ? [] : [key];
  const lines = (await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => '')).split(/\r?\n/);
  const named = new Set(lines.map((line) => line.trim().replace(/^\/|\/$/g, '')));
  return ['.quiz-sync', ...inFolder].filter(
    (name) => !named.has(name) && !(name.endsWith('.json') && named.has('*.json')),
  );
}

async function isUnderGit(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((await stat(path.join(at, '.git')).catch(() => undefined)) !== undefined) return true;
    if (path.dirname(at) === at) return false;
  }
}
