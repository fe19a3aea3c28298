import type { DriftKind, ReadCell, TabName, VerifyOptions, VerifyReport } from '@quiz-sync/core';
import { expect } from 'vitest';
import { KEY_HEADER } from '../../src/tabs/tab-layout.js';
import { answer, makeApplication, type TestApplication, TITLES } from '../sync/make-application.js';

/** Three learners with two submissions each, in courses and sessions, all of it in the sheet. */
export async function syncedApplication(): Promise<TestApplication> {
  const app = makeApplication();
  for (const user of ['u1', 'u2', 'u3']) {
    await app.quizSync.upsertLearner(user, { first_name: `Learner ${user}`, email: `${user}@example.org` });
    for (const number of [1, 2]) {
      await app.submit({
        submission_id: `${user}-${number}`,
        user_id: user,
        session_id: `of-${user}`,
        submitted_at: `2026-03-0${number}T10:00:00.123Z`,
        responses: [
          answer({ course_id: 'algebra', page_index: 0 }),
          answer({ topic: 'Ratios', explanation: '' }),
        ],
      });
    }
    await app.quizSync.completeCourse({ user_id: user, course_id: 'algebra' });
    await app.quizSync.upsertSession(`of-${user}`, { user_id: user, session_duration: 12.345 });
  }
  await app.drain();
  return app;
}

export const SUBMISSIONS = ['u1-1', 'u1-2', 'u2-1', 'u2-2', 'u3-1', 'u3-2'];

export async function verify({ quizSync }: TestApplication, options?: VerifyOptions): Promise<VerifyReport> {
  const verified = await quizSync.verify(options);
  if (verified.isErr()) throw new Error(JSON.stringify(verified.error));
  return verified.value;
}

/** The findings as short lines, in no particular order: `edited responses u1-1:0 correct`. */
export function lines({ findings }: VerifyReport): string[] {
  return findings.map(({ kind, tab, key, column }) => line(kind, tab, key, column)).sort();
}

export function line(kind: DriftKind, tab: TabName, key: string, column?: string): string {
  return column === undefined ? `${kind} ${tab} ${key}` : `${kind} ${tab} ${key} ${column}`;
}

/** Mends everything; the sheet must be clean afterwards. */
export async function repair(app: TestApplication): Promise<VerifyReport> {
  const report = await verify(app, { repair: true });
  const after = await verify(app);
  expect(lines(after)).toEqual([]);
  expect(after).toMatchObject({ clean: true, further_findings: 0 });
  return report;
}

/** What people see and where: by key and header. */
export function sheetOf({ sheets }: TestApplication, tab: TabName) {
  const title = TITLES[tab];
  const headers = (): ReadCell[] => sheets.people.values(title)[0] ?? [];
  const column = (header: string): number => headers().indexOf(header);
  const rows = (): ReadCell[][] => sheets.people.values(title);
  const rowsOf = (key: string): number[] =>
    rows().flatMap((row, index) => (row[column(KEY_HEADER)] === key ? [index] : []));
  const rowOf = (key: string): number => rowsOf(key)[0] ?? Number.NaN;
  return {
    ...{ title, column, rows, rowsOf, rowOf },
    type: (key: string, header: string, value: ReadCell) =>
      sheets.people.typeCell(title, rowOf(key), column(header), value),
    cell: (key: string, header: string) => rows()[rowOf(key)]?.[column(header)] ?? null,
    remove: (key: string) => sheets.people.deleteRows(title, rowOf(key), 1),
    /** Pastes a copy of a row at `at`, or below everything. */
    paste(key: string, at?: number): number {
      const copied = rows()[rowOf(key)] ?? [];
      const row = at ?? rows().length;
      if (at !== undefined) sheets.people.insertRows(title, at, 1);
      for (const [index, cell] of copied.entries()) sheets.people.typeCell(title, row, index, cell);
      return row;
    },
    /** Makes a column of their own, with a note in every row that has a key; answers where. */
    takeNotes(): number {
      const at = headers().length;
      sheets.people.insertColumn(title, at);
      sheets.people.typeCell(title, 0, at, 'notes');
      for (const [index, row] of rows().entries()) {
        if (index > 0 && row[column(KEY_HEADER)] != null)
          sheets.people.typeCell(title, index, at, `note on ${row[column(KEY_HEADER)]}`);
      }
      return at;
    },
  };
}
