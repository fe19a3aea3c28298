import { describe, expect, it } from 'vitest';
import { answer, expectExact, makeApplication, type TestApplication, TITLES } from './make-application.js';

const { responses: RESPONSES } = TITLES;

/** What stands between the last of our three rows, row 3, and the row where new ones go. */
const BETWEEN: Record<string, (app: TestApplication) => void> = {
  nothing: () => undefined,
  "people's text": ({ sheets }) => sheets.people.typeCell(RESPONSES, 4, 0, 'Total'),
  'an empty row and then text': ({ sheets }) => sheets.people.typeCell(RESPONSES, 5, 3, 'Total'),
  'a key that people typed': ({ sheets }) => {
    const keyColumn = sheets.people.values(RESPONSES)[0]?.indexOf('quiz_sync_key') ?? -1;
    sheets.people.typeCell(RESPONSES, 4, keyColumn, 'mine');
  },
};

/** What people do in the moment; the rows of ours are 1 to 3. */
const MOVES: Record<string, (app: TestApplication) => void> = {
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap((at) =>
      [1, 2, 3, 5].map((count) => [
        `insert ${count} at ${at}`,
        ({ sheets }: TestApplication) => sheets.people.insertRows(RESPONSES, at, count),
      ]),
    ),
  ),
  'delete the first': ({ sheets }) => sheets.people.deleteRows(RESPONSES, 1, 1),
  'delete the last': ({ sheets }) => sheets.people.deleteRows(RESPONSES, 3, 1),
  'delete the last two': ({ sheets }) => sheets.people.deleteRows(RESPONSES, 2, 2),
  'sort up': ({ sheets }) => sheets.people.sortRows(RESPONSES, 2),
  'sort down': ({ sheets }) => sheets.people.sortRows(RESPONSES, 2, { descending: true }),
};

/** Three responses in the sheet, and `count` more to come. */
async function withMoreToCome(between: string, count: number): Promise<TestApplication> {
  const app = makeApplication();
  for (const index of [1, 2, 3])
    await app.submit({
      submission_id: `s${index}`,
      user_id: 'u1',
      responses: [answer({ quiz_id: `q${(index * 2) % 3}` })],
    });
  await app.drain();
  BETWEEN[between]?.(app);
  await app.submit({
    submission_id: 'more',
    user_id: 'u1',
    responses: Array.from({ length: count }, () => answer()),
  });
  return app;
}

/** A typed key is nobody's row. */
function withoutTypedKey(app: TestApplication): void {
  const rows = app.sheets.people.values(RESPONSES);
  const keyColumn = rows[0]?.indexOf('quiz_sync_key') ?? -1;
  for (const [row, cells] of rows.entries())
    if (cells[keyColumn] === 'mine') app.sheets.people.typeCell(RESPONSES, row, keyColumn, null);
}

/** Responses do not change any more: one that was written over and not noticed would stay away. */
async function expectAllThere(app: TestApplication): Promise<void> {
  withoutTypedKey(app);
  await expectExact(app, ['s1', 's2', 's3', 'more']);
}

describe('new rows, while people move those above in the moment between our read and our write', () => {
  for (const between of Object.keys(BETWEEN)) {
    it.each(Object.keys(MOVES))(`with ${between} below ours: %s (faults 23, 24)`, async (move) => {
      for (const count of [1, 2, 3]) {
        const app = await withMoreToCome(between, count);
        app.sheets.faults.beforeNextWrite(() => MOVES[move]?.(app));
        await app.drain();
        await expectAllThere(app);
      }
    });

    it.each(Object.keys(MOVES))(
      `with ${between} below ours, and the answer is lost: %s (faults 9, 23, 24)`,
      async (move) => {
        const app = await withMoreToCome(between, 2);
        app.sheets.faults.loseNextAnswer();
        app.sheets.faults.beforeNextWrite(() => MOVES[move]?.(app));
        await app.drain();
        await expectAllThere(app);
      },
    );
  }

  it('with our last row going in the same batch: rows inserted (fault 24)', async () => {
    for (const count of [1, 2, 3]) {
      const app = makeApplication();
      await app.submit({ submission_id: 's1', user_id: 'u1' });
      await app.quizSync.upsertSession('x', { user_id: 'u2', messages_per_session: 1 });
      await app.drain();
      await app.quizSync.upsertSession('x', { messages_per_session: 0 });
      // The first write blanks the row of u2, the second erases its key: then new learners come below.
      app.sheets.faults.beforeNextWrite(async () => {
        for (const index of [3, 4, 5]) await app.submit({ submission_id: `s${index}`, user_id: `u${index}` });
      });
      app.sheets.faults.beforeNextWrite(() => app.sheets.people.insertRows(TITLES.profiles, 1, count));
      await app.drain();
      await expectExact(app, ['s1', 's3', 's4', 's5']);
    }
  });

  for (const columns of ['insert', 'move'] as const) {
    it.each(Object.keys(MOVES))(
      `while they ${columns} a column as well: %s (faults 22, 23, 24)`,
      async (move) => {
        for (const count of [1, 2, 3]) {
          const app = await withMoreToCome('nothing', count);
          app.sheets.faults.beforeNextWrite(() => {
            MOVES[move]?.(app);
            if (columns === 'insert') app.sheets.people.insertColumn(RESPONSES, 0);
            else app.sheets.people.moveColumn(RESPONSES, 0, 10);
          });
          await app.drain();
          await expectAllThere(app);
        }
      },
    );
  }
});

describe('rows updated, while people move rows and columns in the moment between our read and our write', () => {
  const { profiles: PROFILES } = TITLES;
  const ROWS: Record<string, (app: TestApplication) => void> = {
    'rows inserted at the top': ({ sheets }) => sheets.people.insertRows(PROFILES, 1, 1),
    'rows inserted in between': ({ sheets }) => sheets.people.insertRows(PROFILES, 2, 2),
    'a row deleted': ({ sheets }) => sheets.people.deleteRows(PROFILES, 1, 1),
    sorted: ({ sheets }) => sheets.people.sortRows(PROFILES, 11, { descending: true }),
  };
  const COLUMNS: Record<string, (app: TestApplication) => void> = {
    'a column inserted at the left': ({ sheets }) => sheets.people.insertColumn(PROFILES, 0),
    'the key column moved to the left': ({ sheets }) => sheets.people.moveColumn(PROFILES, 11, 0),
    'the first column moved to the right': ({ sheets }) => sheets.people.moveColumn(PROFILES, 0, 11),
  };

  it.each(
    Object.keys(ROWS).flatMap((rows) => Object.keys(COLUMNS).map((columns) => [rows, columns] as const)),
  )('%s and %s (faults 22, 23, 24)', async (rows, columns) => {
    const app = makeApplication();
    const ids = ['u1', 'u2', 'u3', 'u4'];
    for (const id of ids) await app.submit({ submission_id: `s${id}`, user_id: id });
    await app.drain();
    for (const id of ['u2', 'u3', 'u5']) await app.quizSync.upsertLearner(id, { first_name: `Name ${id}` });
    app.sheets.faults.beforeNextWrite(() => {
      ROWS[rows]?.(app);
      COLUMNS[columns]?.(app);
    });
    await app.drain();
    // Whoever was deleted comes back when something about them changes.
    for (const id of ids) await app.submit({ submission_id: `t${id}`, user_id: id });
    await app.submit({ submission_id: 'tu5', user_id: 'u5' });
    await app.drain();
    await expectExact(app, [...ids.flatMap((id) => [`s${id}`, `t${id}`]), 'tu5']);
    const [headers = [], ...cells] = app.sheets.people.values(PROFILES);
    const keyColumn = headers.indexOf('quiz_sync_key');
    expect(
      cells
        .filter((row) => row[keyColumn] === null)
        .flat()
        .filter((cell) => cell !== null),
    ).toEqual([]);
  });
});
