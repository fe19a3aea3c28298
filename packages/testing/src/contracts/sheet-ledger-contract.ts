import type { LedgerEntry } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aLedgerEntry, aTabRecord } from '../builders/a-sync-record.js';
import type { TestFunctions } from '../test-functions.js';
import { settleBatch } from './journalled-batch.js';
import { succeed } from './outcome.js';
import { TARGET } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function sheetLedgerContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('SheetLedger', () => {
    const subject = storeUnderTest(test, harness);
    emptiness(test, subject);
    lookups(test, subject);
    ownersByCourse(test, subject);
    forgetting(test, subject);
  });
}

/** `count` rows of UserProfiles from row 1 on, of `learner-0` and so on. */
function someEntries(count: number, overrides: Partial<LedgerEntry> = {}): LedgerEntry[] {
  return Array.from({ length: count }, (_, index) =>
    aLedgerEntry({ key: `key-${index}`, owner: `learner-${index}`, row: index + 1, ...overrides }),
  );
}

function byKey(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function emptiness({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('knows nothing of a spreadsheet never written', async () => {
    const { ledger } = subject.store();
    expect(await succeed(ledger.tabs(TARGET))).toEqual([]);
    expect(await succeed(ledger.find(TARGET, 'profiles', ['key-0']))).toEqual([]);
    expect(await succeed(ledger.ownedBy(TARGET, 'profiles', ['learner-0']))).toEqual([]);
    expect(await succeed(ledger.last(TARGET, 'profiles'))).toBeUndefined();
    expect(await succeed(ledger.ownersOfCourse(TARGET, 'course-1', undefined, 10))).toEqual([]);
    expect((await succeed(ledger.countRows(TARGET))).get('profiles') ?? 0).toBe(0);
  });

  it('keeps spreadsheets apart', async () => {
    const { ledger } = subject.store();
    await succeed(ledger.adopt(TARGET, [aLedgerEntry({ hash: 'here' })]));
    await succeed(ledger.adopt('spreadsheet-2', [aLedgerEntry({ hash: 'there', row: 7 })]));
    await settleBatch(subject.store(), { tabs: [aTabRecord()] });
    expect(await succeed(ledger.find(TARGET, 'profiles', ['learner-1']))).toEqual([
      aLedgerEntry({ hash: 'here' }),
    ]);
    expect((await succeed(ledger.last('spreadsheet-2', 'profiles')))?.hash).toBe('there');
    expect(await succeed(ledger.tabs('spreadsheet-2'))).toEqual([]);
    await succeed(ledger.forgetTab('spreadsheet-2', 'profiles'));
    expect((await succeed(ledger.countRows(TARGET))).get('profiles')).toBe(1);
  });
}

function lookups({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('adds entries, and replaces those of the same tab and key', async () => {
    const { ledger } = subject.store();
    await succeed(ledger.adopt(TARGET, someEntries(3)));
    await succeed(
      ledger.adopt(TARGET, [aLedgerEntry({ tab: 'engagement', key: 'key-1', owner: 'session-1' })]),
    );
    const replaced = aLedgerEntry({ key: 'key-1', owner: 'learner-1', row: 9, hash: '' });
    await succeed(ledger.adopt(TARGET, [replaced]));
    await succeed(ledger.adopt(TARGET, []));
    expect(await succeed(ledger.find(TARGET, 'profiles', ['key-1', 'unknown', 'key-1']))).toEqual([replaced]);
    const counts = await succeed(ledger.countRows(TARGET));
    expect([counts.get('profiles'), counts.get('engagement')]).toEqual([3, 1]);
  });

  it('finds more keys than an adapter asks for at once', async () => {
    const { ledger } = subject.store();
    const entries = someEntries(1_100);
    await succeed(ledger.adopt(TARGET, entries));
    const keys = entries.map(({ key }) => key).concat('unknown');
    expect(byKey(await succeed(ledger.find(TARGET, 'profiles', keys)))).toEqual(byKey(entries));
    expect(await succeed(ledger.find(TARGET, 'profiles', []))).toEqual([]);
  });

  it('finds all rows of an owner in one tab', async () => {
    const { ledger } = subject.store();
    const courses = ['course-1', 'course-2'].map((course, index) =>
      aLedgerEntry({ tab: 'course_progress', key: `key-${course}`, row: index + 1, course }),
    );
    await succeed(ledger.adopt(TARGET, [...courses, aLedgerEntry(), ...someEntries(5).slice(2)]));
    expect(
      byKey(await succeed(ledger.ownedBy(TARGET, 'course_progress', ['learner-1', 'nobody', 'learner-1']))),
    ).toEqual(courses);
    expect(await succeed(ledger.ownedBy(TARGET, 'profiles', ['learner-1']))).toEqual([aLedgerEntry()]);
    expect(await succeed(ledger.ownedBy(TARGET, 'profiles', []))).toEqual([]);
  });

  it('tells the lowest row of a tab', async () => {
    const { ledger } = subject.store();
    const entries = [12, 100, 9].map((row) => aLedgerEntry({ key: `key-${row}`, row }));
    await succeed(ledger.adopt(TARGET, [...entries, aLedgerEntry({ tab: 'responses', row: 5_000 })]));
    expect(await succeed(ledger.last(TARGET, 'profiles'))).toEqual(entries[1]);
  });

  it('tells the rows between two, both included, by row', async () => {
    const { ledger } = subject.store();
    const entries = [12, 100, 9, 10].map((row) => aLedgerEntry({ key: `key-${row}`, row }));
    await succeed(ledger.adopt(TARGET, [...entries, aLedgerEntry({ tab: 'responses', row: 10 })]));
    const found = await succeed(ledger.inRows(TARGET, 'profiles', 9, 12));
    expect(found.map(({ row }) => row)).toEqual([9, 10, 12]);
    expect(await succeed(ledger.inRows(TARGET, 'profiles', 13, 99))).toEqual([]);
  });

  it('keeps awkward keys, owners and courses exactly, and apart', async () => {
    const { ledger } = subject.store();
    const entries = AWKWARD_TEXTS.map((text, index) =>
      aLedgerEntry({ tab: 'course_progress', key: text, owner: text, course: text, row: index + 1 }),
    );
    await succeed(ledger.adopt(TARGET, entries));
    for (const entry of entries) {
      expect(await succeed(ledger.find(TARGET, 'course_progress', [entry.key]))).toEqual([entry]);
      expect(await succeed(ledger.ownedBy(TARGET, 'course_progress', [entry.owner]))).toEqual([entry]);
      expect(await succeed(ledger.ownersOfCourse(TARGET, entry.key, undefined, 10))).toEqual([entry.owner]);
    }
  });
}

function ownersByCourse({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('answers the owners of one course in portions, ascending, each once', async () => {
    const { ledger } = subject.store();
    const rows = Array.from({ length: 25 }, (_, index) =>
      aLedgerEntry({
        tab: 'course_progress',
        key: `key-${index}`,
        owner: `learner-${index}`,
        row: index + 1,
        course: 'course-1',
      }),
    );
    const others = [
      aLedgerEntry({ tab: 'course_progress', key: 'other', owner: 'other', course: 'course-2' }),
      aLedgerEntry({ tab: 'course_statistics', key: 'strange', owner: 'strange', course: 'course-1' }),
      aLedgerEntry({ tab: 'course_progress', key: 'again', owner: 'learner-3', row: 99, course: 'course-1' }),
    ];
    await succeed(ledger.adopt(TARGET, [...rows.reverse(), ...others]));
    const expected = rows.map(({ owner }) => owner).sort();
    for (const limit of [1, 10, 25, 100])
      expect(await ownersInPortions(subject, 'course-1', limit)).toEqual(expected);
  });

  it('passes over no owner with an awkward id', async () => {
    const { ledger } = subject.store();
    const rows = AWKWARD_TEXTS.map((text, row) =>
      aLedgerEntry({ tab: 'course_progress', key: text, owner: text, row, course: 'course-1' }),
    );
    await succeed(ledger.adopt(TARGET, rows));
    expect((await ownersInPortions(subject, 'course-1', 4)).sort()).toEqual([...AWKWARD_TEXTS].sort());
  });
}

async function ownersInPortions(subject: StoreUnderTest, course: string, limit: number): Promise<string[]> {
  const owners: string[] = [];
  for (let calls = 0; calls < 1_000; calls += 1) {
    const portion = await succeed(
      subject.store().ledger.ownersOfCourse(TARGET, course, owners.at(-1), limit),
    );
    if (portion.length > limit) throw new Error(`asked for ${limit} owners, got ${portion.length}`);
    if (portion.length === 0) return owners;
    owners.push(...portion);
  }
  throw new Error('ownersOfCourse does not end');
}

function forgetting({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('forgets one tab and all its rows', async () => {
    const { ledger } = subject.store();
    const responses = aTabRecord({ tab: 'responses', tabId: 7 });
    await settleBatch(subject.store(), { tabs: [aTabRecord(), responses], entries: someEntries(3) });
    await succeed(ledger.adopt(TARGET, [aLedgerEntry({ tab: 'responses', key: 'kept' })]));
    await succeed(ledger.forgetTab(TARGET, 'profiles'));
    await succeed(ledger.forgetTab(TARGET, 'profiles'));
    expect(await succeed(ledger.tabs(TARGET))).toEqual([responses]);
    expect(await succeed(ledger.last(TARGET, 'profiles'))).toBeUndefined();
    expect(await succeed(ledger.find(TARGET, 'responses', ['kept']))).toHaveLength(1);
  });
}
