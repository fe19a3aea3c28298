import { type FileHandle, open } from 'node:fs/promises';
import { ResultAsync } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { Failure } from '../failure.js';
import { whyFileFails } from '../why-file-fails.js';

/** A file to import. */
export interface ImportSource {
  /** Rejects with {@link SourceUnreadable} alone. */
  readonly text: AsyncIterable<string>;
  /** How much of it was read, from 0 to 1. */
  fraction(): number;
  close(): Promise<void>;
}

/** The file cannot be read to its end. The message is a clause that follows its name. */
export class SourceUnreadable extends Error {}

/** Opens a file to be read once, bit by bit. */
export function openSource(file: string): ResultAsync<ImportSource, Failure> {
  return ResultAsync.fromPromise(opened(file), (cause) =>
    usage(`FILE ${file} cannot be read: ${whyFileFails(cause)}`),
  );
}

async function opened(file: string): Promise<ImportSource> {
  const handle = await open(file);
  const { size } = await readable(handle);
  const bytes = handle.createReadStream({ autoClose: false });
  return {
    text: decoded(bytes),
    fraction: () => (size === 0 ? 1 : bytes.bytesRead / size),
    async close() {
      bytes.destroy();
      await handle.close();
    },
  };
}

/** A folder can be opened, and fails only when it is read. */
async function readable(handle: FileHandle): Promise<{ readonly size: number }> {
  const found = await handle.stat();
  if (!found.isDirectory()) return found;
  await handle.close();
  throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    const why = cause instanceof TypeError ? 'is not UTF-8' : `cannot be read: ${whyFileFails(cause)}`;
    throw new SourceUnreadable(why);
  }
}
