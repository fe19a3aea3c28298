import type { Store } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission, someResponses } from '../builders/a-submission.js';
import { aJournalEntry, aLedgerEntry, aSyncRun, aTabRecord, someEffects } from '../builders/a-sync-record.js';
import { anApiKey } from '../builders/an-api-key.js';
import { settleBatch } from './journalled-batch.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll, refOf, TARGET, underLease } from './pending-state.js';

/** A spreadsheet that was the current one before. */
export const FORMER_TARGET = 'spreadsheet-0';

const EARLY = '2026-01-01T00:00:00.000Z';

/** A few of the awkward texts, the first two among them: for what does not hang on the texts. */
export const SOME_TEXTS: readonly string[] = AWKWARD_TEXTS.filter(
  (_text, index) => index < 2 || index % 6 === 0,
);

/** Fills an empty store, through its ports, with everything that a store can remember; `texts` are its ids and names. */
export async function fillStore(store: Store, texts = AWKWARD_TEXTS): Promise<void> {
  await fillDocuments(store, texts);
  await fillKeys(store);
  await fillMemory(store, texts);
  await leaveUnsettled(store);
}

/** Documents that wait, that do not, and that do again; ids and names of all sorts. */
async function fillDocuments(store: Store, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const submission = aSubmission({
      submission_id: text,
      user_id: text,
      session_id: `session-${index % 3}`,
    });
    await succeed(store.submissions.insert({ ...submission, responses: someResponses(1 + (index % 3)) }));
    await succeed(store.courses.complete(aCompletion({ user_id: text, course_id: text })));
    await succeed(store.learners.upsert(text, { first_name: text }));
    await succeed(store.courses.upsert(text, { title: text, page_count: index }));
    await succeed(
      store.sessions.upsert(text, { user_id: 'learner-1', messages_per_session: index + 1 }, EARLY),
    );
  }
  await succeed(store.sessions.upsert('empty', {}, EARLY));
  await acknowledgeAll(store);
  const [first = '', second = ''] = texts;
  await succeed(store.pending.requeue([{ kind: 'submission', id: first }]));
  await succeed(store.courses.complete(aCompletion({ user_id: 'late', session_id: 'session-1' })));
  await succeed(store.learners.upsert(first, { last_name: 'Lovelace', email: 'ada@example.org' }));
  await succeed(store.courses.upsert(second, { title: 'Algebra' }));
  await succeed(store.sessions.upsert(second, { user_id: 'learner-2', confidence_rating: 62.5 }, EARLY));
  await succeed(store.sessions.upsert(second, { user_id: 'learner-3' }, EARLY));
  await succeed(store.sessions.cleanUp('2026-02-01T00:00:00.000Z', { dryRun: false }));
  await succeed(store.submissions.insert(aSubmission({ submission_id: 'newest', session_id: 'session-1' })));
}

/** One that has been used and revoked, and one of which little is known. */
async function fillKeys({ apiKeys }: Store): Promise<void> {
  const used = anApiKey({ key_id: 'used', label: 'Moodle', expires_at: '2027-01-01T00:00:00.000Z' });
  await succeed(apiKeys.insert(used));
  await succeed(apiKeys.noteUse('used', EARLY));
  await succeed(apiKeys.revoke('used', EARLY));
  await succeed(apiKeys.insert(anApiKey({ key_id: 'plain' })));
}

/** The ledger, the state and the runs of two spreadsheets. */
async function fillMemory(store: Store, texts: readonly string[]): Promise<void> {
  await succeed(store.syncState.adoptTarget(FORMER_TARGET));
  await succeed(store.syncState.saveRun(FORMER_TARGET, aSyncRun({ run_id: 'before' })));
  await succeed(store.ledger.adopt(FORMER_TARGET, [aLedgerEntry({ key: 'alone' })]));
  await succeed(store.lease.acquire(FORMER_TARGET, 'suite', 60_000));
  await succeed(store.syncState.adoptTarget(TARGET));
  await settleBatch(
    store,
    {
      entries: texts.map((key, row) => aLedgerEntry({ key, owner: key, row: row + 1 })),
      tabs: [aTabRecord({ nextRow: 99 }), aTabRecord({ tab: 'course_progress', tabId: 102 })],
    },
    'revision_0',
  );
  await succeed(
    store.ledger.adopt(TARGET, [
      aLedgerEntry({ key: 'adopted', row: 98, hash: '' }),
      aLedgerEntry({ tab: 'course_progress', key: 'progress', owner: 'late', course: 'course-1' }),
    ]),
  );
  await succeed(store.syncState.patch(TARGET, { settingsDigest: 'digest', requeueCursor: 'somewhere' }));
  for (const run_id of ['run-2', 'run-1', 'run-3'])
    await succeed(store.syncState.saveRun(TARGET, aSyncRun({ run_id })));
  await succeed(store.syncState.saveRun(TARGET, aSyncRun({ run_id: 'run-4', status: 'running' })));
}

/** Two batches that may still land; the second names what waits, at the versions of now. */
async function leaveUnsettled(store: Store): Promise<void> {
  const acknowledged = (await loadAll(store)).map(refOf);
  const effects = someEffects({ entries: [aLedgerEntry({ key: 'landed', row: 99 })], acknowledged });
  await underLease(store, async (fence) => {
    for (const to of ['revision_b', 'revision_a'])
      await succeed(store.journal.record(aJournalEntry({ from: 'revision_0', to, effects }), fence));
  });
}
