import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { Failure } from '../failure.js';
import type { DataSink } from '../terminal.js';
import { whyFileFails } from '../why-file-fails.js';

/** Where an export goes. `write` answers false as well when it fails; then {@link keep} tells why. */
export interface ExportOutput extends DataSink {
  /** Everything was written. */
  keep(): ResultAsync<void, Failure>;
  /** It will not be finished: leaves nothing behind. */
  drop(): Promise<void>;
}

/** What was written to stdout cannot be taken back. */
export function exportToStdout(data: DataSink): ExportOutput {
  return { write: data.write, keep: () => okAsync(undefined), async drop() {} };
}

/**
 * A file that is there whole or not at all: it is written beside its place under another name, and then put there, in
 * the stead of what was there.
 */
export function exportToFile(place: string): ResultAsync<ExportOutput, Failure> {
  const aside = `${place}.${randomUUID()}.part`;
  return ResultAsync.fromPromise(open(aside, 'wx'), (cause) =>
    usage(`--output ${place} cannot be written: ${whyFileFails(cause)}`),
  ).map((file) => outputTo(file, aside, place));
}

function outputTo(file: FileHandle, aside: string, place: string): ExportOutput {
  let failure: Failure | undefined;
  const failed = (cause: unknown): Failure => ({
    type: 'file_failed',
    message: `${place} could not be written: ${whyFileFails(cause)}`,
  });
  return {
    async write(piece) {
      try {
        await writeWhole(file, typeof piece === 'string' ? Buffer.from(piece) : piece);
      } catch (cause) {
        failure = failed(cause);
      }
      return failure === undefined;
    },
    keep() {
      if (failure !== undefined) return errAsync(failure);
      return ResultAsync.fromPromise(putInPlace(file, aside, place), failed);
    },
    async drop() {
      await file.close();
      await rm(aside, { force: true });
    },
  };
}

async function putInPlace(file: FileHandle, aside: string, place: string): Promise<void> {
  await file.sync();
  await file.close();
  await rename(aside, place);
}

/** A write may take a part of what it is given. */
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
}
