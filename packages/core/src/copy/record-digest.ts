import { digest } from '../digest.js';
import { canonicalJson } from '../domain/canonical-json.js';
import type { ArchiveRecord } from '../ports/store-archive.js';

/**
 * A digest of a record that is the same whatever store it was read from: keys in one order, what is `undefined` left
 * out. `ordinal` is its place among those of its target, where their order counts.
 */
export function recordDigest(record: ArchiveRecord, ordinal: number | undefined): string {
  return digest(canonicalJson(ordinal === undefined ? comparable(record) : [ordinal, comparable(record)]));
}

/** A submission that does not wait needs no version, so that stores may answer different ones. */
function comparable(record: ArchiveRecord): unknown {
  if (record.kind !== 'submission' || record.pending_since !== undefined) return record;
  return { kind: record.kind, submission: record.submission };
}
