import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { err, ok, type Result } from 'neverthrow';
import type { FileFailed } from '../failure.js';
import { whyFileFails } from '../why-file-fails.js';

/** What became of settings that were to be kept. */
export interface KeptSettings {
  readonly file: string;
  /** Names in the file that hold now what they did not hold before. */
  readonly written: readonly string[];
  /** Those that hold something else, and were not to be changed. */
  readonly left: readonly string[];
}

/** Asked before something that stands in the file is replaced. `undefined`: they have left, and nothing is written. */
export type MayReplace = (name: string, old: string, now: string) => Promise<boolean | undefined>;

/** Settings that mean nothing beside another one than that which they came with. */
const GOES_WITH: Readonly<Record<string, string>> = { emulator_host: 'spreadsheet_id' };

/** Readable by its owner alone. */
const OWNERS_ALONE = 0o600;

/**
 * Puts settings into the configuration file, beside what is in it. It is there whole or not at all, and keeps its
 * permissions; one that holds secrets is for its owner alone afterwards.
 */
export async function keepSettings(
  file: string,
  settings: Readonly<Record<string, string>>,
  mayReplace: MayReplace,
): Promise<Result<KeptSettings, FileFailed>> {
  try {
    const before = await contentOf(file);
    const { held, written, left } = await merged(before, settings, mayReplace);
    if (written.length > 0) await replace(file, held);
    return ok({ file, written, left });
  } catch (cause) {
    return err({ type: 'file_failed', message: `${file} cannot be written: ${whyFileFails(cause)}` });
  }
}

type Held = Readonly<Record<string, unknown>>;

/** Of a file that is not there: nothing. That it is a JSON object was checked when the configuration was read. */
async function contentOf(file: string): Promise<Held> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return '{}';
    throw cause;
  });
  return JSON.parse(text) as Held;
}

async function merged(before: Held, settings: Readonly<Record<string, string>>, mayReplace: MayReplace) {
  let held = before;
  const written: string[] = [];
  const left: string[] = [];
  for (const [name, value] of Object.entries(settings)) {
    const old = before[name];
    if (old === value) continue;
    if (left.includes(GOES_WITH[name] ?? '')) continue;
    const may = old === undefined || (await mayReplace(name, String(old), value));
    if (may === undefined) return { held: before, written: [], left };
    if (!may) {
      left.push(name);
      continue;
    }
    held = { ...held, [name]: value };
    written.push(name);
  }
  return { held, written, left };
}

async function replace(file: string, held: Held): Promise<void> {
  const mode = await modeFor(file, held);
  const unfinished = `${file}.${process.pid}.new`;
  await writeFile(unfinished, `${JSON.stringify(held, undefined, 2)}\n`, { mode: mode ?? 0o666 });
  if (mode !== undefined) await chmod(unfinished, mode);
  await rename(unfinished, file);
}

/** `undefined`: whatever a new file gets. */
async function modeFor(file: string, held: Held): Promise<number | undefined> {
  if (holdsSecrets(held)) return OWNERS_ALONE;
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? undefined : found.mode & 0o777;
}

/** A private key, or the address of a server with a password in it. */
function holdsSecrets(held: Held): boolean {
  return Object.entries(held).some(
    ([name, value]) => name === 'google_private_key' || /:\/\/[^/\s]*:[^/\s]*@/.test(String(value)),
  );
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
