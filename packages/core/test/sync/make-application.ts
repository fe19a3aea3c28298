import type { Cell, ReadCell, TabName } from '@quiz-sync/core';
import {
  countingIds,
  type FakeSheets,
  fakeClock,
  fakeSheets,
  type MemoryStore,
  manualScheduler,
  memoryStore,
  recordingLog,
} from '@quiz-sync/testing';
import { expect } from 'vitest';
import { createQuizSync } from '../../src/create-quiz-sync.js';
import { noObserver, type Observer } from '../../src/ports/observer.js';
import type { SettingsInput } from '../../src/settings.js';
import { createQuota, type Quota } from '../../src/sync/quota.js';
import { learnerRows } from '../../src/tabs/learner-rows.js';
import { responseRows } from '../../src/tabs/response-rows.js';
import type { SheetRow } from '../../src/tabs/sheet-row.js';
import { KEY_HEADER, tabLayouts } from '../../src/tabs/tab-layout.js';

export interface ApplicationParts {
  readonly store?: MemoryStore;
  readonly sheets?: FakeSheets;
  readonly clock?: ReturnType<typeof fakeClock>;
  readonly settings?: SettingsInput;
  readonly quota?: Quota;
  readonly observer?: Observer;
}

/** The application on fakes: nothing runs until `sync` is called. */
export function makeApplication(parts: ApplicationParts = {}) {
  const clock = parts.clock ?? fakeClock();
  const store = parts.store ?? memoryStore({ now: clock.now });
  const sheets = parts.sheets ?? fakeSheets({ timeZone: 'Europe/Berlin' });
  const scheduler = manualScheduler();
  const log = recordingLog();
  const quota = parts.quota ?? createQuota(clock);
  const quizSync = createQuizSync({
    store,
    sheets,
    scheduler,
    log,
    clock,
    ids: countingIds(),
    quota,
    observer: parts.observer ?? noObserver,
    settings: { instance: 'here', ...parts.settings },
  });
  return {
    ...{ clock, store, sheets, scheduler, log, quizSync },
    /** Has a run asked for, and runs it once; answers its outcome. */
    async sync() {
      scheduler.request('test', { urgent: true });
      return scheduler.runDue();
    },
    /** Runs until nothing asks for more, and expects the last run to have ended well. */
    async drain() {
      scheduler.request('test', { urgent: true });
      const outcomes = await scheduler.runAll();
      expect(outcomes.at(-1)).toEqual({ type: 'done' });
    },
    async submit(input: Record<string, unknown>) {
      const result = await quizSync.submitQuiz({ quiz_type: 'micro', responses: [answer()], ...input });
      return result._unsafeUnwrap().receipt;
    },
  };
}

export type TestApplication = ReturnType<typeof makeApplication>;

export function answer(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true, ...overrides };
}

export const TITLES = Object.fromEntries(tabLayouts().map(({ tab, title }) => [tab, title])) as Record<
  TabName,
  string
>;

/** All keys of a tab, from top to bottom. */
export function keysOf(sheets: FakeSheets, tab: TabName): string[] {
  return sheets
    .records(TITLES[tab])
    .flatMap((record) => (record[KEY_HEADER] === undefined ? [] : [String(record[KEY_HEADER])]));
}

/** The one row of a key; fails when there is none or there are several. */
export function rowOf(sheets: FakeSheets, tab: TabName, key: string): Record<string, ReadCell> {
  const rows = sheets.records(TITLES[tab]).filter((record) => record[KEY_HEADER] === key);
  expect(rows, `rows of key ${key} in ${tab}`).toHaveLength(1);
  return rows[0] ?? {};
}

/**
 * The one checker: every stored response is in the sheet once, every statistics row is what recomputing it from scratch
 * gives, and nothing else carries a key.
 */
export async function expectExact(app: TestApplication, submissionIds: readonly string[]): Promise<void> {
  const expected = await expectedRows(app, submissionIds);
  for (const { tab, columns } of tabLayouts()) {
    if (tab === 'engagement') continue; // Sessions have tests of their own.
    const rows = expected.filter((row) => row.tab === tab);
    const found = Map.groupBy(app.sheets.records(TITLES[tab]), (record) => String(record[KEY_HEADER] ?? ''));
    found.delete('');
    expect([...found.keys()].sort(), `keys of ${tab}`).toEqual(rows.map(({ key }) => key).sort());
    for (const { key, cells } of rows) {
      const [record, ...duplicates] = found.get(key) ?? [];
      expect(duplicates, `duplicates of ${key} in ${tab}`).toEqual([]);
      for (const [index, { header }] of columns.entries()) {
        expectCell(record?.[header] ?? null, cells[index] ?? null, `${tab} ${key} ${header}`);
      }
    }
  }
}

async function expectedRows({ store, quizSync }: TestApplication, submissionIds: readonly string[]) {
  const rows: SheetRow[] = [];
  const learners = new Set<string>();
  for (const id of submissionIds) {
    const found = (await store.submissions.find(id))._unsafeUnwrap();
    if (found === undefined) throw new Error(`submission ${id} is not stored`);
    learners.add(found.user_id);
    rows.push(...responseRows(found));
  }
  for (const userId of learners) {
    rows.push(...learnerRows((await quizSync.learnerStatistics(userId))._unsafeUnwrap()));
  }
  return rows;
}

/** A date-time comes back as a serial number, which the port's contract looks at. */
function expectCell(found: ReadCell, wanted: Cell, what: string): void {
  if (typeof wanted === 'object' && wanted !== null) expect(typeof found, what).toBe('number');
  else expect(found, what).toBe(wanted === '' ? null : wanted);
}
