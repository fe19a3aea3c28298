import type { RevisionGuard, SyncState } from '../ports/sync-state-repo.js';

/** Whether the spreadsheet refuses a batch that was planned for another state of it. */
export type RevisionTrust = RevisionGuard | 'unproven';

/** The same, with one sentence for people. */
export interface RevisionReport {
  readonly revision: RevisionTrust;
  readonly revision_meaning: string;
}

const MEANINGS: Readonly<Record<RevisionTrust, string>> = {
  honoured: 'The spreadsheet refuses a write that comes late or twice, as was tried out on it.',
  not_honoured:
    'The spreadsheet does not refuse a write that comes late: when an answer is lost, syncing waits up to four minutes and reads the keys of the rows back.',
  unproven:
    'Nobody has tried yet whether the spreadsheet refuses a write that comes late: quiz-sync setup does, and so does the first lost answer.',
};

export function revisionReport({ revisionGuard }: Pick<SyncState, 'revisionGuard'>): RevisionReport {
  const revision = revisionGuard ?? 'unproven';
  return { revision, revision_meaning: MEANINGS[revision] };
}
