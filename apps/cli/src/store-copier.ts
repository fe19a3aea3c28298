import { hostname } from 'node:os';
import type { CopyError, CopyProgress, CopyReport } from '@quiz-sync/core';
import type { OpenedStore } from '@quiz-sync/server';
import { openNamedStore, readStoreLocation, storeName } from '@quiz-sync/server/light';
import { err, type Result, ResultAsync } from 'neverthrow';
import { usage } from './command-line/usage-failure.js';
import type { Failure } from './failure.js';

/** Which stores, as typed. */
export interface CopyRequest {
  readonly from: string;
  readonly to: string;
  readonly onProgress: (progress: CopyProgress) => void;
}

/** A copy that succeeded. The names are for people: places written in full, without secrets. */
export interface CopiedStore extends CopyReport {
  readonly from: string;
  readonly to: string;
}

/** Copies stores, one at a time. */
export interface StoreCopier {
  copy(request: CopyRequest): ResultAsync<CopiedStore, Failure>;
  /** Lets the page at hand be written, then ends the copy and closes both stores. */
  close(): Promise<void>;
}

export function storeCopier(): StoreCopier {
  let stopping = false;
  let running: Promise<unknown> = Promise.resolve();
  return {
    copy(request) {
      const copying = copyNamed(request, () => stopping);
      running = copying;
      return new ResultAsync(copying);
    },
    async close() {
      stopping = true;
      await running;
    },
  };
}

async function copyNamed(
  { from, to, onProgress }: CopyRequest,
  stopping: () => boolean,
): Promise<Result<CopiedStore, Failure>> {
  const [source, destination] = [readStoreLocation(from), readStoreLocation(to)];
  if (source.isErr()) return err(usage(`--from ${source.error}`));
  if (destination.isErr()) return err(usage(`--to ${destination.error}`));
  const names = { from: storeName(source.value), to: storeName(destination.value) };
  if (names.from === names.to) return err(usage('--from and --to are the same store'));
  const { copyStore } = await import('@quiz-sync/core');
  return usingStore(openNamedStore(source.value, { mustExist: true }), (store) =>
    usingStore(openNamedStore(destination.value, { mustExist: false }), async (copy) => {
      const copied = await copyStore({
        from: { name: names.from, store },
        to: copy,
        holder: `quiz-sync copy-store on ${hostname()}, process ${process.pid}`,
        stopping,
        onProgress,
      });
      return copied.map((report) => ({ ...report, ...names })).mapErr((error) => toFailure(error, names));
    }),
  );
}

/** Closes the store however that went. */
async function usingStore<T>(
  opening: ResultAsync<OpenedStore, Failure>,
  work: (store: OpenedStore) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const opened = await opening;
  if (opened.isErr()) return err(opened.error);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

function toFailure(error: CopyError, names: { readonly from: string; readonly to: string }): Failure {
  switch (error.type) {
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt': {
      const { side, ...failure } = error;
      const name = side === 'source' ? names.from : names.to;
      return { ...failure, message: `${name}: ${failure.message}` };
    }
    case 'fence_lost':
      return { type: 'other_writer', holder: undefined };
    case 'lease_held':
    case 'source_unfinished':
    case 'destination_in_use':
    case 'source_changed':
    case 'destination_changed':
    case 'copy_stopped':
      return error;
    default:
      return error satisfies never;
  }
}
