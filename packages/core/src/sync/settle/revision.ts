/**
 * The revision a spreadsheet carries: `quiz_sync_r<number>_<nonce>`. The number grows by one with each batch, so that
 * people and logs can follow it; the nonce names one batch and no other, so that a batch planned by somebody else for
 * the same number is never taken for ours.
 */
const PATTERN = /^quiz_sync_r(\d{1,15})_[a-z0-9]+$/;

/** The revision after those known, unlike any other. `unique` is a fresh id; its letters and digits become the nonce. */
export function nextRevision(known: readonly (string | null | undefined)[], unique: string): string {
  const number = Math.max(0, ...known.map(revisionNumber)) + 1;
  const nonce = unique
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 16);
  return `quiz_sync_r${number}_${nonce}`;
}

/** 0 for a revision that is none of ours. */
export function revisionNumber(revision: string | null | undefined): number {
  const digits = revision == null ? undefined : PATTERN.exec(revision)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
