import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasMongodb } from '../servers/mongodb.ts';
import { mongodbForTests } from '../servers/mongodb-for-tests.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TABS = ['QuizResponses', 'UserProfiles', 'course_statistics', 'CourseProgress', 'EngagementLogs'];

describe('a learner is erased, on SQLite', () => erased((folder) => `sqlite:${join(folder, 'quiz.db')}`));

describe.runIf(hasMongodb)('a learner is erased, on MongoDB', () => {
  const url = mongodbForTests();
  erased(() => `${url()}erased_${process.pid}_${Date.now()}`);
});

function erased(storeIn: (folder: string) => string): void {
  let folder: string;
  let emulator: SheetsEmulator;
  let spreadsheetId: string;
  let server: ServerProcess;
  let calls = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quiz-sync-erased-'));
    emulator = await startSheetsEmulator({ port: 0 });
    spreadsheetId = await createSpreadsheet(emulator.url, 'School');
    const env = {
      SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
      QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
      QUIZ_SYNC_STORE: storeIn(folder),
    };
    server = await startServer({ cwd: folder, env });
  });

  afterAll(async () => {
    await server?.kill();
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    calls += 1;
    const answer = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': `call-${calls}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  async function synced() {
    for (let state = ''; state !== 'in_sync'; ) {
      await call('POST', '/sync/force?wait=true');
      ({ state } = (await call('GET', '/sync/status')).body as { state: string });
    }
    return Promise.all(TABS.map((tab) => readTab(emulator.url, spreadsheetId, tab)));
  }

  function quiz(userId: string, number: number) {
    const response = { quiz_id: `q${number}`, topic: 'Fractions', selected_option: 'A', correct: true };
    return {
      ...{ submission_id: `${userId}-${number}`, user_id: userId, session_id: `session of ${userId}` },
      ...{ quiz_type: 'micro', submitted_at: `2026-03-0${number + 1}T10:00:00.000Z` },
      responses: [response, { ...response, course_id: 'algebra', page_index: number }],
    };
  }

  async function tell(userId: string): Promise<void> {
    for (const number of [0, 1, 2]) await call('POST', '/quiz/submit', quiz(userId, number));
    await call('POST', '/course/complete', { user_id: userId, course_id: 'algebra' });
    await call('PUT', `/learners/${userId}`, { first_name: `Name of ${userId}` });
    const session = { user_id: userId, messages_per_session: 2 };
    await call('PUT', `/sessions/chat-${userId}`, session);
  }

  it('from the store and from every tab, and everybody else is where and what they were', async () => {
    await Promise.all([tell('ada'), tell('bob')]);
    const ofBob = (tabs: Awaited<ReturnType<typeof synced>>) =>
      tabs.map((rows) => rows.filter((row) => /bob/.test(JSON.stringify(row))));
    const before = await synced();
    const { grid: gridBefore } = gridOfBob();

    const exported = await call('GET', '/learners/ada/export');
    expect(exported.body).toMatchObject({
      profile: { first_name: 'Name of ada' },
      completions: [{ course_id: 'algebra' }],
      sessions: [{ session_id: 'chat-ada' }],
      statistics: { quizzes_taken: 3 },
      submissions: [0, 1, 2].map((number) => quiz('ada', number)),
    });

    const erasure = await call('DELETE', '/learners/ada');
    expect(erasure.body).toMatchObject({
      data: {
        removed: { submissions: 3, responses: 6, completions: 1, profiles: 1, sessions: 1, kept_answers: 4 },
        sync: { state: 'pending' },
      },
    });
    const after = await synced();
    expect(JSON.stringify(after)).not.toContain('ada');
    expect(ofBob(after)).toEqual(ofBob(before));
    expect(gridOfBob().grid).toEqual(gridBefore);

    expect((await call('GET', '/learners/ada/export')).status).toBe(404);
    expect((await call('GET', '/learners/ada/statistics')).status).toBe(404);
    expect((await call('DELETE', '/learners/ada')).status).toBe(200);
    expect((await call('POST', '/sync/verify')).body).toMatchObject({ clean: true });
    expect((await call('POST', '/quiz/submit', quiz('ada', 1))).status).toBe(201);
    const again = await synced();
    expect(again[0]?.filter((row) => row['user_id'] === 'ada')).toHaveLength(2);
  });

  /** In which rows of which tabs Bob stands. */
  function gridOfBob() {
    const view = emulator.spreadsheet(spreadsheetId);
    const grid = TABS.map((tab) =>
      view.values(tab).flatMap((row, index) => (/bob/.test(JSON.stringify(row)) ? [index] : [])),
    );
    return { grid };
  }
}
