import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedded, embedded } from './embedded.ts';

/** People's own tab has 26,000 cells; ours have some hundred when they have nothing to spare. */
const CELL_LIMIT = 27_000;

let opened: Embedded;
let emulator: Embedded['emulator'];
let spreadsheetId: string;
let scheduler: Embedded['scheduler'];
let quizSync: Embedded['quizSync'];

beforeEach(async () => {
  opened = await embedded({ cellLimit: CELL_LIMIT });
  ({ emulator, spreadsheetId, scheduler, quizSync } = opened);
});

afterEach(() => opened.close());

async function submit(id: string, responses: number, explanation?: string): Promise<void> {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
  const input = {
    ...{ submission_id: id, user_id: 'u1', quiz_type: 'micro' },
    responses: Array.from({ length: responses }, () => ({ ...response, explanation })),
  };
  (await quizSync.submitQuiz(input))._unsafeUnwrap();
}

const status = async () => (await quizSync.syncStatus())._unsafeUnwrap();

/** One verification with a repair would mend what is missing: this only looks. */
async function expectExact(rows: number): Promise<void> {
  const report = (await quizSync.verify())._unsafeUnwrap();
  expect(report).toMatchObject({ clean: true, findings: [] });
  expect(report.tabs.find(({ tab }) => tab === 'responses')).toMatchObject({ rows, waiting: 0 });
}

describe('over HTTP, with the SQLite store', () => {
  it('a full spreadsheet blocks with advice, loses nothing, and goes on by itself with room (fault 28)', async () => {
    await submit('s1', 1);
    await scheduler.runAll();
    expect(await status()).toMatchObject({ state: 'in_sync', cells: { limit: 10_000_000 } });
    await submit('s2', 200);
    expect(await scheduler.runDue()).toMatchObject({ type: 'retry' });
    const full = await status();
    expect(full).toMatchObject({
      ...{ state: 'blocked', pending: { submission: 1 } },
      last_error: { code: 'cell_limit_reached', blocked: true },
    });
    expect(full.last_error?.remedy).toMatch(/^Delete tabs, or rows and columns that nobody uses/);
    emulator.people(spreadsheetId).deleteTab('Sheet1');
    await scheduler.runAll();
    expect(await status()).toMatchObject({ state: 'in_sync', pending: { total: 0 } });
    await expectExact(201);
  });

  it('counts the cells of people’s tabs and of ours (fault 28)', async () => {
    await submit('s1', 1);
    await scheduler.runAll();
    const view = emulator.spreadsheet(spreadsheetId);
    const cells = view.tabs.reduce((sum, title) => {
      const { rowCount = 0, columnCount = 0 } = view.properties(title).gridProperties ?? {};
      return sum + (rowCount ?? 0) * (columnCount ?? 0);
    }, 0);
    expect((await status()).cells).toMatchObject({ used: cells, full_on: undefined });
  });

  it('tabs that people emptied, headers and all, are filled again', async () => {
    await submit('s1', 20);
    await scheduler.runAll();
    const view = emulator.spreadsheet(spreadsheetId);
    const tabs = view.tabs.filter((title) => title !== 'Sheet1');
    for (const title of tabs) emulator.people(spreadsheetId).clear(title, 'A1:Z1000');
    for (const title of tabs) expect(view.values(title)).toEqual([]);
    await quizSync.forceSync();
    await scheduler.runAll();
    expect(await status()).toMatchObject({ state: 'in_sync' });
    await expectExact(20);
  });

  it('a text that is too long is cut with a mark, and listed (fault 29)', async () => {
    await submit('s1', 1, 'x'.repeat(60_000));
    await scheduler.runAll();
    const [, row = []] = emulator.spreadsheet(spreadsheetId).values('QuizResponses');
    expect(row.find((cell) => String(cell).endsWith('… [cut: 60000 characters in all]'))).toHaveLength(
      50_000,
    );
    expect((await quizSync.cutCells())._unsafeUnwrap().cut_cells).toEqual([
      {
        ...{ tab: 'responses', title: 'QuizResponses', key: 's1:0' },
        ...{ column: 'explanation', characters: 60_000 },
      },
    ]);
    await expectExact(1);
  });
});
