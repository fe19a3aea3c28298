import { describe, expect, it } from 'vitest';
import { expectExact, makeApplication, type TestApplication, TITLES } from './make-application.js';

const { profiles: PROFILES } = TITLES;

async function withThreeLearners(): Promise<TestApplication> {
  const app = makeApplication();
  for (const index of [1, 2, 3]) await app.submit({ submission_id: `s${index}`, user_id: `u${index}` });
  await app.drain();
  await app.submit({ submission_id: 's4', user_id: 'u1' });
  return app;
}

/** What stands in rows that carry no key, below the header. */
function keylessCells({ sheets }: TestApplication): unknown[] {
  const [headers = [], ...rows] = sheets.people.values(PROFILES);
  const keyColumn = headers.indexOf('quiz_sync_key');
  return rows
    .filter((row) => (row[keyColumn] ?? '') === '')
    .flatMap((row) => row.filter((cell) => cell !== null));
}

describe('found by killing, sorting and waiting', () => {
  it('23 24 an update that hit a row without a key, since people moved rows under it, leaves nothing there', async () => {
    const app = await withThreeLearners();
    app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertRows(PROFILES, 1, 1));
    await app.drain();
    await expectExact(app, ['s1', 's2', 's3', 's4']);
    expect(keylessCells(app)).toEqual([]);
  });
});
