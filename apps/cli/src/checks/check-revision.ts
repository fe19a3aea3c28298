import type { QuizSync } from '@quiz-sync/core';
import { type Check, doubtful, fine } from './check.js';
import { failedCheck } from './failed-check.js';

const NAME = 'revision';

/**
 * Tries out on the spreadsheet whether it takes what we write and refuses what comes late: two writes of nothing. That
 * it is shared as Editor shows here.
 */
export async function checkRevision(quizSync: Pick<QuizSync, 'probeRevision'>): Promise<Check> {
  const probed = await quizSync.probeRevision();
  if (probed.isErr()) {
    if (probed.error.type !== 'lease_held') return failedCheck(NAME, probed.error);
    const detail = `not tried: ${probed.error.holder} is writing just now`;
    return doubtful(NAME, detail, 'Run quiz-sync doctor again when it has finished.');
  }
  const { revision, revision_meaning: meaning } = probed.value;
  switch (revision) {
    case 'honoured':
      return fine(NAME, `We may write. ${meaning}`);
    case 'not_honoured':
      return doubtful(NAME, `We may write. ${meaning}`);
    case 'unproven':
      return doubtful(
        NAME,
        'Nothing was tried, not even whether we may write: the spreadsheet has not been set up, or its marker is missing.',
        'quiz-sync setup',
      );
    default:
      return revision satisfies never;
  }
}
