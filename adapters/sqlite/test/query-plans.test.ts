import { ARCHIVE_KINDS, type ArchivePage, CLEARED_KINDS } from '@quiz-sync/core';
import {
  aCompletion,
  aJournalEntry,
  aLedgerEntry,
  anApiKey,
  aSubmission,
  aSyncRun,
  aTabRecord,
  someEffects,
} from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../dist/worker/connection.js';
import { insertGroup } from '../dist/worker/insert-group.js';
import { FOLDED_ANEW } from '../dist/worker/learner-tallies.js';
import type { Arguments, CallName } from '../dist/worker/protocol.js';
import { toSubmissionRow } from '../dist/worker/submission-row.js';
import { connectForTest, untypedCallsOn } from './in-process.js';

const T = 'spreadsheet-1';
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const LATER = '2100-01-01T00:00:00.000Z';

const ONE_OF_EACH_KIND = [
  { kind: 'submission', id: 'submission-1', version: 1 },
  { kind: 'completion', id: '["learner-1","course-1"]', version: 1 },
  { kind: 'learner', id: 'learner-1', version: 1 },
  { kind: 'course', id: 'course-1', version: 1 },
  { kind: 'session', id: 'session-1', version: 1 },
] as const;

const EFFECTS = someEffects({
  entries: [aLedgerEntry({ row: 9 })],
  removed: [{ tab: 'profiles', key: 'gone' }],
  tabs: [aTabRecord()],
  acknowledged: ONE_OF_EACH_KIND,
});

/** Every call there is, in an order in which each finds something to do. The first fence of a store is 1. */
const EVERYTHING: { [N in Exclude<CallName, 'file.describe' | 'file.damage'>]: Arguments<N> } = {
  'file.ping': [],
  'submissions.find': ['submission-1'],
  'submissions.findMany': [['submission-1']],
  'submissions.count': [],
  'stats.learners': [['learner-1']],
  'stats.sessions': [['session-1']],
  'stats.subjects': [undefined, 10_000],
  'learners.upsert': ['learner-1', { first_name: 'Ada' }],
  'learners.findMany': [['learner-1']],
  'learners.touch': [['learner-1']],
  'courses.upsert': ['course-1', {}],
  'courses.findMany': [['course-1']],
  'courses.complete': [aCompletion()],
  'courses.completionsOf': [['learner-1']],
  'sessions.upsert': ['session-1', {}, LONG_AGO],
  'sessions.findMany': [['session-1']],
  'sessions.learnersOf': [['session-1']],
  'sessions.countChats': [['learner-1']],
  'apiKeys.insert': [anApiKey()],
  'apiKeys.find': ['key-1'],
  'apiKeys.list': [],
  'apiKeys.noteUse': ['key-1', LONG_AGO],
  'apiKeys.revoke': ['key-1', LONG_AGO],
  'idempotency.complete': [
    aCompletion({ course_id: 'course-2' }),
    { scope: '', key: 'key-1', fingerprint: 'print', user_id: 'learner-1', answer: '1' },
  ],
  'idempotency.keep': [{ scope: '', key: 'key-1', fingerprint: 'print', user_id: 'learner-1', answer: '1' }],
  'personal.submissionsOf': ['learner-1', undefined, 10],
  'personal.sessionsOf': ['learner-1'],
  'pending.load': [{ documents: 10, responses: 100 }],
  'pending.count': [],
  'pending.awaited': [
    [
      { kind: 'submission', id: 'submission-1' },
      { kind: 'learner', id: 'learner-1' },
      { kind: 'session', id: 'session-1' },
    ],
  ],
  'pending.requeue': [ONE_OF_EACH_KIND],
  'pending.requeueAll': [undefined, 100],
  'lease.acquire': [T, 'test', 60_000],
  'lease.current': [T],
  'lease.lastHandover': [T],
  'lease.renew': [T, 1, 60_000, { holder: 'test', callsLeft: 1 }],
  'pending.acknowledge': [T, ONE_OF_EACH_KIND, 1],
  'ledger.adopt': [T, [aLedgerEntry(), aLedgerEntry({ tab: 'course_progress', course: 'course-1' })]],
  'ledger.tabs': [T],
  'ledger.find': [T, 'profiles', ['learner-1']],
  'ledger.ownedBy': [T, 'profiles', ['learner-1']],
  'ledger.last': [T, 'profiles'],
  'ledger.inRows': [T, 'profiles', 1, 9],
  'ledger.ownersOfCourse': [T, 'course-1', undefined, 10],
  'ledger.countRows': [T],
  'ledger.markSeen': [T, 'profiles', 'scan-1', [{ key: 'learner-1', row: 7 }]],
  'ledger.seen': [T, 'profiles', 'scan-1', ['learner-1']],
  'ledger.writtenAt': [T, 'profiles', 'learner-1'],
  'journal.record': [aJournalEntry({ effects: EFFECTS }), 1],
  'journal.unsettled': [T],
  'journal.settle': [T, 'revision_1', 1],
  'journal.withdraw': [T, 'revision_1', 1],
  'journal.discard': [T, 1],
  'ledger.finishScan': [T, 'profiles', 'scan-2', 9, 10],
  'ledger.forgetTab': [T, 'profiles'],
  'syncState.read': [T],
  'syncState.patch': [T, {}],
  'syncState.saveRun': [T, aSyncRun()],
  'syncState.runs': [T, 10],
  'syncState.findRun': [T, 'run-1'],
  'syncState.adoptTarget': [T],
  'syncState.currentTarget': [],
  'archive.read': ['submission', undefined, 1_000],
  'archive.write': [[], 'bookmark'],
  'archive.clear': ['run'],
  'archive.bookmark': [],
  'archive.finish': [],
  'sessions.cleanUp': [LATER, { dryRun: false }],
  'lease.release': [T, 1],
  'personal.erase': ['learner-1'],
};

function doEverything(connection: Connection): void {
  const rows = Array.from({ length: FOLDED_ANEW }, (_, index) =>
    toSubmissionRow(aSubmission({ submission_id: `submission-${index}`, session_id: 'session-2' })),
  );
  insertGroup(connection, [...rows, ...rows]);
  const call = untypedCallsOn(connection);
  for (const [name, args] of Object.entries(EVERYTHING)) call(name as CallName, args);
  moveEverything(call);
}

/** Calls of the archive do something else for each kind. */
function moveEverything(call: (name: CallName, args: readonly unknown[]) => unknown): void {
  for (const kind of ARCHIVE_KINDS) {
    const page = call('archive.read', [kind, undefined, 1_000]) as ArchivePage;
    call('archive.write', [page.records, 'bookmark']);
  }
  for (const kind of CLEARED_KINDS) call('archive.clear', [kind]);
}

interface Planned {
  readonly statement: string;
  readonly plan: readonly string[];
}

function plansOf(connection: Connection): Planned[] {
  return connection
    .prepared()
    .filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text))
    .map((text) => ({
      statement: text.replaceAll(/\s+/g, ' ').trim(),
      plan: connection
        .sql(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map(({ detail }) => String(detail)),
    }));
}

/** The statements whose plan has such a line. */
function withLine(plans: readonly Planned[], line: RegExp): string[] {
  return plans.filter(({ plan }) => plan.some((each) => line.test(each))).map(({ statement }) => statement);
}

/** However many submissions, documents and ledger rows there are, no call may walk them. */
describe('query plans', () => {
  async function planned(): Promise<Planned[]> {
    const connection = await connectForTest();
    doEverything(connection);
    return plansOf(connection);
  }

  it('are known for all statements of all calls', async () => {
    expect((await planned()).length).toBeGreaterThan(70);
  });

  it('scan nothing but tables of one row, the few API keys and what is pending', async () => {
    const allowed =
      /SCAN (?!CONSTANT ROW|totals|current_target|api_keys|pending_submissions USING (COVERING )?INDEX)/;
    expect(withLine(await planned(), allowed)).toEqual([]);
  });

  it('sort nothing that grows', async () => {
    const sorting = withLine(await planned(), /TEMP B-TREE/);
    expect(
      sorting.filter(
        (statement) => !/FROM (ledger_tabs|sync_journal|sync_runs|current_target|api_keys) /.test(statement),
      ),
    ).toEqual([]);
  });

  it('find ledger rows by more than their tab, unless they take only a few of it', async () => {
    const byTabAlone = withLine(await planned(), /SEARCH ledger .*\(tab_id=\?\)$/);
    expect(byTabAlone.filter((statement) => !/LIMIT/.test(statement))).toEqual([
      // Forgetting a tab, after its rows have been deleted in portions.
      'DELETE FROM ledger WHERE tab_id = ?',
    ]);
  });
});
