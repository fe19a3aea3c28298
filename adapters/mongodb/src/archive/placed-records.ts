import type { ArchiveKind, ArchiveRecord, ChangeKind } from '@quiz-sync/core';
import { toStoredKey } from '../api-key-repo.js';
import type { LedgerTabDocument, TargetDocument } from '../documents.js';
import { toEntry } from '../ledger-entries.js';
import { toTabRecord } from '../ledger-tabs.js';
import type { MongoContext } from '../mongo-context.js';
import { parseEntry } from '../parse-entry.js';
import { stateOf } from '../sync-state-repo.js';
import { TO_RECORD } from './to-record.js';

/** A record, and where it lies in the walk of its kind: an `_id`, or a target and what is within it. */
export interface PlacedRecord {
  readonly place: Place;
  readonly record: ArchiveRecord;
}

type Place = string | readonly [target: string, within: number | string];

type Walk = AsyncGenerator<PlacedRecord>;

/** The records behind a place, at most `limit`, in a fixed order: by `_id`, or within a target by their own order. */
export function placedRecords(
  context: MongoContext,
  kind: ArchiveKind,
  after: Place | undefined,
  limit: number,
): Walk {
  const id = typeof after === 'string' ? after : undefined;
  const within = typeof after === 'object' ? after : undefined;
  switch (kind) {
    case 'submission':
    case 'completion':
    case 'learner':
    case 'course':
    case 'session':
      return documents(context, kind, id, limit);
    case 'tab':
      return tabs(context, id, limit);
    case 'row':
      return rows(context, id, limit);
    case 'journal':
      return journal(context, within);
    case 'run':
      return runs(context, within, limit);
    case 'api_key':
      return apiKeys(context, id, limit);
    case 'target':
      return targets(context, id);
    default:
      return kind satisfies never;
  }
}

function beyond(id: string | undefined): { _id?: { $gt: string } } {
  return id === undefined ? {} : { _id: { $gt: id } };
}

/** Documents of one batch from the server. */
const BATCH = { batchSize: 100 };

async function* documents(
  context: MongoContext,
  kind: ChangeKind,
  id: string | undefined,
  limit: number,
): Walk {
  for await (const record of TO_RECORD[kind](context, beyond(id), { ...BATCH, sort: { _id: 1 }, limit }))
    yield record;
}

async function* tabs({ ledgerTabs }: MongoContext, id: string | undefined, limit: number): Walk {
  const known = ledgerTabs.find({ ...beyond(id), record: { $exists: true } }, { sort: { _id: 1 }, limit });
  for await (const document of known) {
    const record = toTabRecord(document);
    if (record !== undefined)
      yield { place: document._id, record: { kind: 'tab', target: document.target, record } };
  }
}

async function* apiKeys(context: MongoContext, id: string | undefined, limit: number): Walk {
  for await (const document of context.apiKeys.find(beyond(id), { sort: { _id: 1 }, limit }))
    yield { place: document._id, record: { kind: 'api_key', key: toStoredKey(document) } };
}

async function* rows({ ledger, ledgerTabs }: MongoContext, id: string | undefined, limit: number): Walk {
  const known = new Map<string, LedgerTabDocument>();
  for await (const tab of ledgerTabs.find({})) known.set(tab.code, tab);
  for await (const document of ledger.find(beyond(id), { ...BATCH, sort: { _id: 1 }, limit })) {
    const tab = known.get(document.tab);
    if (tab === undefined) continue;
    const written_at = document.written_at?.toISOString();
    const entry = toEntry(tab.tab, document);
    yield { place: document._id, record: { kind: 'row', target: tab.target, entry, written_at } };
  }
}

async function* runs(
  context: MongoContext,
  after: readonly [string, unknown] | undefined,
  limit: number,
): Walk {
  const [target = '', number = 0] = after ?? [];
  const rest = {
    $or: [{ target: { $gt: target } }, { target: { $eq: target }, number: { $gt: Number(number) } }],
  };
  const found = context.runs.find(rest, { ...BATCH, sort: { target: 1, number: 1 }, limit });
  for await (const document of found)
    yield {
      place: [document.target, document.number],
      record: { kind: 'run', target: document.target, run: JSON.parse(document.run) },
    };
}

/** Batch by batch, since each may hold megabytes. */
async function* journal(context: MongoContext, after: readonly [string, unknown] | undefined): Walk {
  const [target = '', to] = after ?? [];
  for await (const document of context.targets.find({ _id: { $gte: target } }, { sort: { _id: 1 } })) {
    const passed = document._id === target ? document.journal.findIndex((entry) => entry.to === to) + 1 : 0;
    for (const named of document.journal.slice(passed)) {
      const batch = await context.batches.findOne({ _id: { $eq: named.batch } });
      if (batch === null) continue;
      yield { place: [document._id, named.to], record: { kind: 'journal', entry: parseEntry(batch.entry) } };
    }
  }
}

/** Nothing for a target of which only runs or rows are known. */
async function* targets(context: MongoContext, id: string | undefined): Walk {
  const current = (await context.currentTarget.findOne({ _id: 'current_target' }))?.target;
  for await (const document of context.targets.find(beyond(id), { sort: { _id: 1 } })) {
    const is_current = document._id === current;
    if (!is_current && document.fence === 0 && Object.keys(document.state).length === 0) continue;
    yield { place: document._id, record: targetRecord(document, is_current) };
  }
}

function targetRecord(document: TargetDocument, is_current: boolean): ArchiveRecord {
  const state = stateOf(document);
  const requeueCursor = state.requeueCursor === undefined ? undefined : '';
  return {
    kind: 'target',
    target: document._id,
    state: { ...state, requeueCursor },
    fence: document.fence,
    is_current,
  };
}
