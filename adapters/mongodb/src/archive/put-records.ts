import { type ArchiveRecord, completionChangeId, type JournalEntry } from '@quiz-sync/core';
import { toApiKeyDocument } from '../api-key-repo.js';
import { toStoredCompletion } from '../course-repo.js';
import type { TargetDocument } from '../documents.js';
import { toDocument } from '../ledger-entries.js';
import { makeTab } from '../ledger-tabs.js';
import type { MongoContext } from '../mongo-context.js';
import { putDocuments } from '../put-documents.js';
import { shownBy } from '../session-repo.js';
import { toSubmissionDocument } from '../submission-document.js';
import { correctTotals } from '../submission-totals.js';
import { saveRun } from '../sync-runs.js';
import { stateFields } from '../sync-state-repo.js';
import { makeTarget, newId } from '../target-document.js';

type RecordOf<Kind extends ArchiveRecord['kind']> = Extract<ArchiveRecord, { kind: Kind }>;

/** Adds records of one kind, or puts them in the place of those of the same identity. */
export async function putRecords(context: MongoContext, records: readonly ArchiveRecord[]): Promise<void> {
  const ofKind = <Kind extends ArchiveRecord['kind']>(kind: Kind): RecordOf<Kind>[] =>
    records.filter((record): record is RecordOf<Kind> => record.kind === kind);
  await putSubmissions(context, ofKind('submission'));
  await putDocuments(context.completions, ofKind('completion').map(toCompletionDocument));
  await putDocuments(context.learners, ofKind('learner').map(toLearnerDocument));
  await putDocuments(context.courses, ofKind('course').map(toCourseDocument));
  await putDocuments(context.sessions, ofKind('session').map(toSessionDocument));
  for (const { target, record } of ofKind('tab')) await putTabRecord(context, target, record);
  await putRows(context, ofKind('row'));
  for (const { entry } of ofKind('journal')) await putEntry(context, entry);
  for (const { target, run } of ofKind('run')) await saveRun(context, target, run);
  const keys = ofKind('api_key').map(({ key }) => toApiKeyDocument(key));
  await putDocuments(context.apiKeys, keys);
  for (const record of ofKind('target')) await putTarget(context, record);
}

function mark({
  version,
  pending_since,
}: RecordOf<'learner' | 'submission' | 'completion' | 'course' | 'session'>) {
  return { version, ...(pending_since === undefined ? {} : { pending_since: new Date(pending_since) }) };
}

async function putSubmissions(
  context: MongoContext,
  records: readonly RecordOf<'submission'>[],
): Promise<void> {
  if (records.length === 0) return;
  const documents = records.map((record) => {
    const { pending_since: _, ...document } = toSubmissionDocument(record.submission, new Date(0));
    return { ...document, ...mark(record) };
  });
  await correctTotals(context, documents, (corrected) => putDocuments(context.submissions, corrected));
}

function toCompletionDocument(record: RecordOf<'completion'>) {
  const { user_id, course_id } = record.completion;
  return {
    _id: completionChangeId(user_id, course_id),
    ...toStoredCompletion(record.completion),
    ...mark(record),
  };
}

function toLearnerDocument(record: RecordOf<'learner'>) {
  const { user_id, facts, erasure } = record;
  return { _id: user_id, facts, ...(erasure === 'none' ? {} : { erasure }), ...mark(record) };
}

function toCourseDocument(record: RecordOf<'course'>) {
  return { _id: record.course_id, facts: record.facts, ...mark(record) };
}

function toSessionDocument(record: RecordOf<'session'>) {
  const { session_id, facts, created_at, former_users, deleted } = record;
  return { _id: session_id, ...shownBy(facts, created_at), former_users, deleted, ...mark(record) };
}

async function putTabRecord(
  context: MongoContext,
  target: string,
  { tab, tabId: tab_id, headers, keyColumn, nextRow }: RecordOf<'tab'>['record'],
): Promise<void> {
  const { _id } = await makeTab(context, target, tab);
  const record = { tab_id, headers, key_column: keyColumn, next_row: nextRow };
  await context.ledgerTabs.updateOne({ _id }, { $set: { record } });
}

async function putRows(context: MongoContext, records: readonly RecordOf<'row'>[]): Promise<void> {
  const ofTab = Map.groupBy(records, ({ target, entry }) => JSON.stringify([target, entry.tab]));
  for (const [first, ...others] of ofTab.values()) {
    if (first === undefined) continue;
    const tab = await makeTab(context, first.target, first.entry.tab);
    const documents = [first, ...others].map(({ entry, written_at }) =>
      toDocument(tab, entry, { fence: 0, at: written_at === undefined ? undefined : new Date(written_at) }),
    );
    await putDocuments(context.ledger, documents);
  }
}

/** In its place when it is there, else behind the others. */
async function putEntry(context: MongoContext, entry: JournalEntry): Promise<void> {
  const { target, to } = entry;
  const batch = newId();
  const { fence } = await makeTarget(context, target);
  await context.batches.insertOne({ _id: batch, target, fence, entry: JSON.stringify(entry) });
  while (true) {
    const { journal, journal_step } = await makeTarget(context, target);
    const named = { to, batch };
    const isKnown = journal.some((other) => other.to === to);
    const changed: TargetDocument['journal'] = isKnown
      ? journal.map((other) => (other.to === to ? named : other))
      : [...journal, named];
    const { matchedCount } = await context.targets.updateOne(
      { _id: { $eq: target }, journal_step: { $eq: journal_step } },
      { $set: { journal: changed, journal_step: journal_step + 1 } },
    );
    if (matchedCount === 1) return;
  }
}

async function putTarget(context: MongoContext, record: RecordOf<'target'>): Promise<void> {
  const { target, state, fence, is_current } = record;
  await makeTarget(context, target);
  await context.targets.updateOne(
    { _id: { $eq: target } },
    { $set: { state: stateFields(state) }, $max: { fence } },
  );
  if (is_current)
    await context.currentTarget.updateOne({ _id: 'current_target' }, { $set: { target } }, { upsert: true });
}
