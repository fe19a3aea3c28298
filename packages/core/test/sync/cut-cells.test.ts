import { describe, expect, it } from 'vitest';
import type { RowChange } from '../../src/sync/load/row-change.js';
import { MAX_CUT_ROWS, withCutRows } from '../../src/sync/write/note-cut-rows.js';
import { sheetRow } from '../../src/tabs/sheet-row.js';
import { answer, makeApplication, rowOf, type TestApplication } from './make-application.js';

const LONG = 'x'.repeat(60_000);

const cutCells = async ({ quizSync }: TestApplication) => (await quizSync.cutCells())._unsafeUnwrap();

const cutRows = async ({ quizSync }: TestApplication) =>
  (await quizSync.syncStatus())._unsafeUnwrap().cut_rows;

function added(key: string, text: string): RowChange {
  return { type: 'add', hash: '', row: sheetRow('responses', key, { owner: 'u' }, ['u', text]) };
}

describe('cells that are too long', () => {
  it('are cut with a mark, listed with their length, and whole in the store (fault 29)', async () => {
    const app = makeApplication();
    const responses = [answer(), answer({ explanation: LONG })];
    await app.submit({ submission_id: 's1', user_id: 'u1', responses });
    await app.drain();
    expect(rowOf(app.sheets, 'responses', 's1:1')['explanation']).toMatch(
      /^x+ … \[cut: 60000 characters in all\]$/,
    );
    expect(await cutCells(app)).toEqual({
      limit: 50_000,
      cut_cells: [
        {
          ...{ tab: 'responses', title: 'QuizResponses', key: 's1:1' },
          ...{ column: 'explanation', characters: 60_000 },
        },
      ],
      further: false,
    });
    expect(await cutRows(app)).toBe(1);
    const stored = (await app.store.submissions.find('s1'))._unsafeUnwrap();
    expect(stored?.responses[1]?.explanation).toBe(LONG);
  });

  it('are listed no more once the row has changed and holds them whole (fault 29)', async () => {
    const app = makeApplication();
    // Together they are too long for the course details.
    for (let number = 0; number < 300; number += 1) {
      await app.quizSync.upsertCourse(`c${number}`, { title: `${number} ${'t'.repeat(180)}` });
      await app.submit({
        submission_id: `s${number}`,
        user_id: 'u1',
        responses: [answer({ course_id: `c${number}` })],
      });
    }
    await app.drain();
    const details = [expect.objectContaining({ tab: 'profiles', key: 'u1', column: 'course_details' })];
    expect((await cutCells(app)).cut_cells).toEqual(details);
    for (let number = 0; number < 300; number += 1) {
      await app.quizSync.upsertCourse(`c${number}`, { title: `${number}` });
    }
    await app.drain();
    expect(await cutCells(app)).toMatchObject({ cut_cells: [], further: false });
    expect(await cutRows(app)).toBe(0);
  });

  it('are listed before they are written, and after a lost answer (fault 29)', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1', responses: [answer()] });
    await app.drain();
    await app.submit({ submission_id: 's2', user_id: 'u1', responses: [answer({ explanation: LONG })] });
    app.sheets.faults.loseNextAnswer();
    await app.drain();
    expect((await cutCells(app)).cut_cells).toHaveLength(1);
  });
});

describe('the list of rows with such cells', () => {
  it('stays as it is when nothing of it is written', () => {
    expect(withCutRows(undefined, [added('s1:0', 'short')])).toBeUndefined();
    const known = { rows: [{ tab: 'responses', key: 's1:0' } as const], further: false };
    expect(withCutRows(known, [added('s2:0', 'short')])).toBe(known);
  });

  it('takes rows in once, and lets them go when they are written whole, or removed', () => {
    const first = withCutRows(undefined, [added('s1:0', LONG), added('s2:0', LONG)]);
    expect(first?.rows.map(({ key }) => key)).toEqual(['s1:0', 's2:0']);
    expect(withCutRows(first, [added('s2:0', LONG)])?.rows).toHaveLength(2);
    expect(withCutRows(first, [added('s2:0', 'short')])?.rows.map(({ key }) => key)).toEqual(['s1:0']);
    const entry = { tab: 'responses', key: 's1:0', row: 1, hash: '', owner: 'u', course: undefined } as const;
    const left = withCutRows(first, [{ type: 'blank', entry }]);
    expect(left?.rows.map(({ key }) => key)).toEqual(['s2:0']);
  });

  it('is bounded, and says when it is not all', () => {
    const many = Array.from({ length: MAX_CUT_ROWS + 1 }, (_, number) => added(`s${number}:0`, LONG));
    const full = withCutRows(undefined, many);
    expect(full).toMatchObject({ further: true });
    expect(full?.rows).toHaveLength(MAX_CUT_ROWS);
    const short = many.map((change) => added('row' in change ? change.row.key : '', 'short'));
    expect(withCutRows(full, short.slice(0, 10))).toMatchObject({ further: true });
    expect(withCutRows(full, short)).toEqual({ rows: [], further: false });
  });
});
