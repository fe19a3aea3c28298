import {
  type ArchiveRecord,
  type ChangeKind,
  completionChangeId,
  type JournalEntry,
  type Submission,
} from '@quiz-sync/core';
import type { MemoryState, StoredDocument } from './memory-state.js';
import { fileSubmission, unfileSubmission } from './submission-files.js';
import { tabMemory, targetMemory } from './target-memory.js';

type RecordOf<K extends ArchiveRecord['kind']> = Extract<ArchiveRecord, { kind: K }>;

/** Adds the record, or puts it in the place of the one of the same identity. */
export function putRecord(state: MemoryState, record: ArchiveRecord): void {
  switch (record.kind) {
    case 'submission':
      refileSubmission(state, record.submission);
      putDocument(state, toDocument(record));
      return;
    case 'completion':
    case 'learner':
    case 'course':
    case 'session':
      putDocument(state, toDocument(record));
      return;
    case 'tab':
      tabMemory(state, record.target, record.record.tab).record = record.record;
      return;
    case 'row':
      putRow(state, record);
      return;
    case 'journal':
      putJournalEntry(state, record.entry);
      return;
    case 'run':
      targetMemory(state, record.target).runs.set(record.run.run_id, record.run);
      return;
    case 'api_key':
      state.apiKeys.set(record.key.key_id, record.key);
      return;
    case 'target':
      putTarget(state, record);
      return;
    default:
      record satisfies never;
  }
}

function toDocument(record: RecordOf<ChangeKind>): StoredDocument {
  const tracked = { version: record.version, since: record.pending_since };
  switch (record.kind) {
    case 'submission': {
      const { kind, submission } = record;
      return { ...tracked, kind, id: submission.submission_id, submission };
    }
    case 'completion': {
      const { kind, completion } = record;
      const id = completionChangeId(completion.user_id, completion.course_id);
      return { ...tracked, kind, id, completion };
    }
    case 'learner': {
      const { kind, user_id, facts, erasure } = record;
      return { ...tracked, kind, id: user_id, facts, erasure };
    }
    case 'course':
      return { ...tracked, kind: record.kind, id: record.course_id, facts: record.facts };
    case 'session': {
      const { kind, session_id, facts, created_at, former_users, deleted } = record;
      return { ...tracked, kind, id: session_id, facts, created_at, formerUserIds: former_users, deleted };
    }
    default:
      return record satisfies never;
  }
}

function putDocument(state: MemoryState, document: StoredDocument): void {
  const documents: Map<string, StoredDocument> = state.documents[document.kind];
  const before = documents.get(document.id);
  if (before !== undefined) state.pending.delete(before);
  documents.set(document.id, document);
  if (document.since !== undefined) state.pending.add(document);
}

function refileSubmission(state: MemoryState, submission: Submission): void {
  const before = state.documents.submission.get(submission.submission_id);
  if (before !== undefined) unfileSubmission(state, before.submission);
  fileSubmission(state, submission);
}

function putRow(state: MemoryState, { target, entry, written_at }: RecordOf<'row'>): void {
  const { entries, writtenAt } = tabMemory(state, target, entry.tab);
  entries.set(entry.key, entry);
  if (written_at === undefined) writtenAt.delete(entry.key);
  else writtenAt.set(entry.key, written_at);
}

function putJournalEntry(state: MemoryState, entry: JournalEntry): void {
  const memory = targetMemory(state, entry.target);
  const isKnown = memory.journal.some(({ to }) => to === entry.to);
  memory.journal = isKnown
    ? memory.journal.map((other) => (other.to === entry.to ? entry : other))
    : [...memory.journal, entry];
}

function putTarget(state: MemoryState, record: RecordOf<'target'>): void {
  const memory = targetMemory(state, record.target);
  memory.syncState = record.state;
  memory.lease.fence = Math.max(memory.lease.fence, record.fence);
  if (record.is_current) state.currentTarget = record.target;
}
