import type { ArchiveKind, ArchivePage, ClearedKind, StoreArchive } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { MemoryState } from './memory-state.js';
import { type PlacedRecord, placedRecords } from './read-archive.js';
import { putRecord } from './write-archive.js';

export function memoryStoreArchive(context: MemoryContext): StoreArchive {
  return {
    read: (kind, cursor, limit) =>
      perform(context, 'archive.read', (state) => pageAfter(state, kind, cursor, limit)),
    write: (records, bookmark) => {
      const kept = keep(records);
      return perform(context, 'archive.write', (state) => {
        for (const record of kept) putRecord(state, record);
        state.bookmark = bookmark;
      });
    },
    clear: (kind) => perform(context, 'archive.clear', (state) => clear(state, kind)),
    bookmark: () => perform(context, 'archive.bookmark', (state) => state.bookmark),
    finish: () =>
      perform(context, 'archive.finish', (state) => {
        state.bookmark = undefined;
      }),
  };
}

function pageAfter(
  state: MemoryState,
  kind: ArchiveKind,
  cursor: string | undefined,
  limit: number,
): ArchivePage {
  const rest = placedRecords(state, kind).filter(({ place }) => cursor === undefined || place > cursor);
  const last: PlacedRecord | undefined = rest[limit - 1];
  return {
    records: keep(rest.slice(0, limit).map(({ record }) => record)),
    next: rest.length > limit ? last?.place : undefined,
  };
}

function clear(state: MemoryState, kind: ClearedKind): void {
  switch (kind) {
    case 'session':
      for (const document of state.documents.session.values()) state.pending.delete(document);
      state.documents.session.clear();
      return;
    case 'tab':
      for (const { tabs } of state.targets.values())
        for (const memory of tabs.values()) memory.record = undefined;
      return;
    case 'row':
      for (const { tabs } of state.targets.values()) {
        for (const { entries, writtenAt } of tabs.values()) {
          entries.clear();
          writtenAt.clear();
        }
      }
      return;
    case 'journal':
      for (const memory of state.targets.values()) memory.journal = [];
      return;
    case 'run':
      for (const { runs } of state.targets.values()) runs.clear();
      return;
    default:
      kind satisfies never;
  }
}
