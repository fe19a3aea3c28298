import { describe, expect, it } from 'vitest';
import { makeApplication, TITLES } from '../sync/make-application.js';

async function examined(app: ReturnType<typeof makeApplication>) {
  const tabs = (await app.quizSync.examineTabs())._unsafeUnwrap();
  return Object.fromEntries(tabs.map(({ tab, ...found }) => [tab, found]));
}

describe('looking at the tabs', () => {
  it('finds none in a new spreadsheet, and makes none', async () => {
    const app = makeApplication();
    expect(await examined(app)).toMatchObject({
      responses: { state: 'tab_missing', title: 'QuizResponses', tab_id: undefined },
    });
    expect(app.sheets.calls()).toEqual({ reads: 1, writes: 0 });
  });

  it('tells what people have made of them: renamed, deleted, without headers, with columns moved', async () => {
    const app = makeApplication();
    await app.quizSync.setUp();
    const { writes } = app.sheets.calls();
    app.sheets.people.renameTab(TITLES.responses, 'Answers');
    app.sheets.people.insertColumn('Answers', 0);
    app.sheets.people.deleteTab(TITLES.engagement);
    app.sheets.people.typeCell(TITLES.profiles, 0, 2, 'mail');
    const found = await examined(app);
    expect(found).toMatchObject({
      responses: { state: 'ready', title: 'Answers', headers: [] },
      engagement: { state: 'tab_missing' },
      profiles: { state: 'headers_lost', headers: ['email'] },
      course_progress: { state: 'ready' },
    });
    expect(found['responses']?.columns).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(app.sheets.calls().writes).toBe(writes);
  });

  it('tells why it cannot look', async () => {
    const app = makeApplication();
    app.sheets.faults.fail({ type: 'spreadsheet_not_found', message: 'No.' });
    expect((await app.quizSync.examineTabs())._unsafeUnwrapErr()).toMatchObject({
      type: 'sync_failed',
      problem: { code: 'spreadsheet_not_found' },
    });
  });
});
