import type {
  ArchivedDocument,
  ArchiveKind,
  ArchiveRecord,
  CourseFacts,
  Erasure,
  LearnerFacts,
  SessionFacts,
  Submission,
  SyncRun,
} from '@quiz-sync/core';
import { toStoredKey } from './api-key-repo.js';
import { instant, int, json, type Row, text } from './columns.js';
import type { Connection } from './connection.js';
import { toCompletion } from './course-repo.js';
import { grantedFence } from './lease.js';
import { toEntry } from './ledger-entries.js';
import { tabName, toTabRecord } from './sheet-ledger.js';
import { reviveEntry } from './sync-journal.js';
import { currentTarget, readState } from './sync-state-repo.js';

/** By the number that stands for it in `learners.erasure`. */
export const ERASURES: readonly Erasure[] = ['none', 'rows_to_go', 'made_anew'];

/** One row of a page of that kind, as no store in particular keeps it. */
export function toArchiveRecord(connection: Connection, kind: ArchiveKind, row: Row): ArchiveRecord {
  switch (kind) {
    case 'submission':
      return { kind, ...archived(row), submission: json<Submission>(row, 'document') };
    case 'completion':
      return { kind, ...archived(row), completion: toCompletion(row) };
    case 'learner': {
      const facts = json<LearnerFacts>(row, 'facts');
      const erasure = ERASURES[int(row, 'erasure')] ?? 'none';
      return { kind, ...archived(row), user_id: text(row, 'user_id'), facts, erasure };
    }
    case 'course': {
      const facts = json<CourseFacts>(row, 'facts');
      return { kind, ...archived(row), course_id: text(row, 'course_id'), facts };
    }
    case 'session':
      return toSessionRecord(row);
    case 'tab':
      return { kind, target: text(row, 'target'), record: toTabRecord(row) };
    case 'row':
      return {
        kind,
        target: text(row, 'target'),
        entry: toEntry(tabName(row), row),
        written_at: row['written_at'] === null ? undefined : instant(row, 'written_at'),
      };
    case 'journal':
      return { kind, entry: reviveEntry(json(row, 'entry')) };
    case 'run':
      return { kind, target: text(row, 'target'), run: json<SyncRun>(row, 'run') };
    case 'api_key':
      return { kind, key: toStoredKey(row) };
    case 'target':
      return toTargetRecord(connection, text(row, 'target'));
    default:
      return kind satisfies never;
  }
}

function archived(row: Row): ArchivedDocument {
  const pending_since = row['pending_since'] === null ? undefined : instant(row, 'pending_since');
  return { version: int(row, 'version'), pending_since };
}

function toSessionRecord(row: Row): ArchiveRecord {
  return {
    kind: 'session',
    ...archived(row),
    session_id: text(row, 'session_id'),
    facts: json<SessionFacts>(row, 'facts'),
    created_at: text(row, 'created_at'),
    former_users: json<string[]>(row, 'former_users'),
    deleted: int(row, 'deleted') === 1,
  };
}

function toTargetRecord(connection: Connection, target: string): ArchiveRecord {
  const state = readState(connection, target);
  return {
    kind: 'target',
    target,
    state: { ...state, requeueCursor: state.requeueCursor === undefined ? undefined : '' },
    fence: grantedFence(connection, target),
    is_current: currentTarget(connection) === target,
  };
}
