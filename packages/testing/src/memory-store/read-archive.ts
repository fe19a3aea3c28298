import { type ArchiveKind, type ArchiveRecord, compareText, INITIAL_SYNC_STATE } from '@quiz-sync/core';
import type { MemoryState, StoredDocument, TargetMemory } from './memory-state.js';

/** A record and where it lies in the walk of its kind: places sort as texts, and stay what they are when others go. */
export interface PlacedRecord {
  readonly place: string;
  readonly record: ArchiveRecord;
}

/** All records of a kind, in the order in which they are read. */
export function placedRecords(state: MemoryState, kind: ArchiveKind): PlacedRecord[] {
  const targets = [...state.targets].sort(([a], [b]) => compareText(a, b));
  switch (kind) {
    case 'submission':
      return numbered([...state.documents.submission.values()].map(toRecord));
    case 'completion':
    case 'learner':
    case 'course':
    case 'session':
      return byPlace(
        [...state.documents[kind].values()].map((document) => ({
          place: document.id,
          record: toRecord(document),
        })),
      );
    case 'tab':
      return numbered(targets.flatMap(([target, memory]) => tabsOf(target, memory)));
    case 'row':
      return byPlace(targets.flatMap(([target, memory]) => rowsOf(target, memory)));
    case 'journal':
      return numbered(targets.flatMap(([, { journal }]) => journal.map((entry) => ({ kind, entry }))));
    case 'run':
      return numbered(
        targets.flatMap(([target, { runs }]) => [...runs.values()].map((run) => ({ kind, target, run }))),
      );
    case 'api_key':
      return byPlace([...state.apiKeys].map(([place, key]) => ({ place, record: { kind, key } })));
    case 'target':
      return targets.flatMap(([target, memory]) => targetOf(state, target, memory));
    default:
      return kind satisfies never;
  }
}

function toRecord(document: StoredDocument): ArchiveRecord {
  const archived = { version: document.version, pending_since: document.since };
  switch (document.kind) {
    case 'submission':
      return { ...archived, kind: document.kind, submission: document.submission };
    case 'completion':
      return { ...archived, kind: document.kind, completion: document.completion };
    case 'learner': {
      const { kind, id, facts, erasure } = document;
      return { ...archived, kind, user_id: id, facts, erasure };
    }
    case 'course':
      return { ...archived, kind: document.kind, course_id: document.id, facts: document.facts };
    case 'session': {
      const { kind, id, facts, created_at, formerUserIds, deleted } = document;
      return { ...archived, kind, session_id: id, facts, created_at, former_users: formerUserIds, deleted };
    }
    default:
      return document satisfies never;
  }
}

function tabsOf(target: string, { tabs }: TargetMemory): ArchiveRecord[] {
  return [...tabs.values()].flatMap(({ record }) =>
    record === undefined ? [] : [{ kind: 'tab' as const, target, record }],
  );
}

function rowsOf(target: string, { tabs }: TargetMemory): PlacedRecord[] {
  return [...tabs].flatMap(([tab, { entries, writtenAt }]) =>
    [...entries.values()].map((entry) => ({
      place: JSON.stringify([target, tab, entry.key]),
      record: { kind: 'row' as const, target, entry, written_at: writtenAt.get(entry.key) },
    })),
  );
}

/** Nothing for a target that somebody only asked about. */
function targetOf(state: MemoryState, target: string, { syncState, lease }: TargetMemory): PlacedRecord[] {
  const is_current = state.currentTarget === target;
  if (!is_current && lease.fence === 0 && syncState === INITIAL_SYNC_STATE) return [];
  const requeueCursor = syncState.requeueCursor === undefined ? undefined : '';
  const record = {
    kind: 'target' as const,
    target,
    state: { ...syncState, requeueCursor },
    fence: lease.fence,
    is_current,
  };
  return [{ place: target, record }];
}

/** For kinds whose order counts, and of which none goes while the copy holds the lease. */
function numbered(records: readonly ArchiveRecord[]): PlacedRecord[] {
  return records.map((record, index) => ({ place: `${index}`.padStart(9, '0'), record }));
}

function byPlace(records: PlacedRecord[]): PlacedRecord[] {
  return records.sort((a, b) => compareText(a.place, b.place));
}
