import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { ArchiveCursor, ArchiveKind, ArchiveRecord, StoreArchive } from '../ports/store-archive.js';
import type { StoreError } from '../ports/store-error.js';
import { recordDigest } from './record-digest.js';

/** What all records of a kind come to, whatever the order in which a store walks them. */
export interface KindDigest {
  readonly count: number;
  /** The digests of all records, added up modulo 2^128. */
  readonly sum: bigint;
}

/** What to read, and what a store's error is to its reader. */
export interface Digested<E> {
  readonly archive: StoreArchive;
  readonly kind: ArchiveKind;
  readonly pageSize: number;
  readonly toError: (error: StoreError) => E;
}

const MODULUS = 1n << 128n;

/** Reads a kind to its end, a page at a time. `pageRead` is told how many records so far, and may end the reading. */
export function digestKind<E>(
  { archive, kind, pageSize, toError }: Digested<E>,
  pageRead: (done: number) => ResultAsync<void, E>,
): ResultAsync<KindDigest, E> {
  return safeTry(async function* () {
    const ordinals = new Map<string, number>();
    let count = 0;
    let sum = 0n;
    let cursor: ArchiveCursor | undefined;
    do {
      const page = yield* archive.read(kind, cursor, pageSize).mapErr(toError);
      for (const record of page.records)
        sum += BigInt(`0x${recordDigest(record, ordinalOf(record, ordinals))}`);
      sum %= MODULUS;
      count += page.records.length;
      cursor = page.next;
      yield* pageRead(count);
    } while (cursor !== undefined);
    return ok({ count, sum });
  });
}

/** Of a batch or a run: how many of its target came before it. */
function ordinalOf(record: ArchiveRecord, ordinals: Map<string, number>): number | undefined {
  if (record.kind !== 'journal' && record.kind !== 'run') return undefined;
  const target = record.kind === 'journal' ? record.entry.target : record.target;
  const ordinal = ordinals.get(target) ?? 0;
  ordinals.set(target, ordinal + 1);
  return ordinal;
}
