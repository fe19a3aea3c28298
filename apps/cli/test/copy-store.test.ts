import path from 'node:path';
import { ARCHIVE_KINDS, type CopyProgress } from '@quiz-sync/core';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { copyProgressWords, renderCopy } from '../src/render/copy-store.js';
import { PLAIN } from '../src/render/style.js';
import { runCli } from '../src/run-cli.js';
import { storeCopier } from '../src/store-copier.js';
import { capturedProcess } from './capture.js';
import { fakeComposition } from './fake-composition.js';
import { insertSubmissions } from './insert-submissions.js';
import { type Workplace, workplace } from './spawned-cli.js';

const RECORDS = {
  submission: 12_000,
  completion: 1,
  learner: 0,
  course: 0,
  session: 0,
  tab: 5,
  row: 12_345,
  journal: 0,
  run: 2,
  api_key: 0,
  target: 1,
};
const COPIED = { from: 'sqlite:/a.db', to: 'sqlite:/b.db', resumed: false, records: RECORDS };

describe('what people see of a copy', () => {
  test('how far it is, how fast, and how long it will take', () => {
    const progress: CopyProgress = {
      phase: 'copying',
      kind: 'submission',
      done: 120_000,
      expected: 1_000_000,
    };
    const words = copyProgressWords(progress, { done: 100_000, ms: 4_000 });
    expect(words).toBe('Copying submissions: 120,000 of 1,000,000 (25,000/s, 35 s left)');
    const young = { done: 500, ms: 20 };
    expect(copyProgressWords(progress, young)).toBe('Copying submissions: 120,000 of 1,000,000');
    const unknown: CopyProgress = { phase: 'verifying', kind: 'learner', done: 700, expected: undefined };
    expect(copyProgressWords(unknown, { done: 700, ms: 2_000 })).toBe('Comparing learners: 700 (350/s)');
  });

  test('what was copied, and what to do now', () => {
    const lines = renderCopy({ ...COPIED, duration_ms: 2_500 }, PLAIN).split('\n');
    expect(lines[0]).toBe('Copied: sqlite:/a.db to sqlite:/b.db, found alike in both (2.5 s)');
    expect(lines[1]).toContain('12,000 submissions, 1 completion, 5 tabs, 12,345 rows of the spreadsheet');
    expect(lines.at(-1)).toContain('QUIZ_SYNC_STORE=sqlite:/b.db');
  });

  test.each([
    { type: 'source_unfinished', code: 2 },
    { type: 'destination_in_use', code: 2 },
    { type: 'source_changed', code: 6, kinds: [] },
    { type: 'destination_changed', code: 6, kinds: [] },
    { type: 'copy_stopped', code: 130 },
  ] as const)(
    'a copy that ends in $type ends with $code and says what to do',
    async ({ code, ...refusal }) => {
      const cli = capturedProcess(['copy-store', '--from', 'sqlite:a.db', '--to', 'sqlite:b.db']);
      const failure = { kinds: [], ...refusal, message: 'It is so.', remedy: 'Do that.' };
      const { compose } = fakeComposition({ copyStore: () => errAsync(failure) });
      expect(await runCli(cli, compose)).toBe(code);
      expect(cli.stderr.text()).toBe('quiz-sync: It is so.\n  Do that.\n');
    },
  );

  test('for scripts, one JSON document', async () => {
    const cli = capturedProcess(['copy-store', '--from', 'sqlite:a.db', '--to', 'sqlite:b.db', '--json']);
    const { compose } = fakeComposition({ copyStore: () => okAsync(COPIED) });
    expect(await runCli(cli, compose)).toBe(0);
    expect(JSON.parse(cli.stdout.text())).toEqual({ ...COPIED, duration_ms: 0 });
  });
});

const SUBMISSIONS = 1_200;

/** A workplace whose `a.db` holds so many submissions: more than one page. */
async function filledPlace(): Promise<Workplace> {
  const here = await workplace();
  await insertSubmissions(path.join(here.folder, 'a.db'), SUBMISSIONS);
  return here;
}

/** What a store says that it holds and that waits. */
async function contentAt(here: Workplace, name: string) {
  const store = await openSqliteStore(path.join(here.folder, name));
  const count = await store.submissions.count();
  const pending = await store.pending.count();
  const learners = await store.stats.learners(['learner-1']);
  await store.close();
  return [count._unsafeUnwrap(), pending._unsafeUnwrap(), learners._unsafeUnwrap()];
}

const COPY = 'copy-store --from sqlite:a.db --to sqlite:b.db';

describe('copying files', () => {
  test('copies all, says so, and refuses to do it again', async () => {
    await using here = await filledPlace();
    const { code, out, err } = await here.run(COPY);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Copied: sqlite:\/.*a\.db to sqlite:\/.*b\.db, found alike in both/);
    expect(await contentAt(here, 'b.db')).toEqual(await contentAt(here, 'a.db'));
    const again = await here.run(COPY);
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/holds data already/);
  });

  test('stopped between two pages, gives everything back and goes on', async () => {
    await using here = await filledPlace();
    const [from, to] = ['a.db', 'b.db'].map((name) => `sqlite:${path.join(here.folder, name)}`);
    const stopped = storeCopier();
    let closing: Promise<void> | undefined;
    const onProgress = () => {
      closing ??= stopped.close();
    };
    const first = await stopped.copy({ from: from ?? '', to: to ?? '', onProgress });
    await closing;
    expect(first._unsafeUnwrapErr()).toMatchObject({ type: 'copy_stopped' });
    const { code, out } = await here.run(COPY);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Went on, and finished: /) });
    expect(await contentAt(here, 'b.db')).toEqual(await contentAt(here, 'a.db'));
  });

  test.each([
    { line: 'copy-store --from sqlite:a.db', says: /needs both --from STORE and --to STORE/ },
    { line: 'copy-store --from a.db --to sqlite:b.db', says: /--from must be / },
    { line: 'copy-store --from sqlite:a.db --to redis://b', says: /--to must be / },
    { line: 'copy-store --from sqlite:a.db --to sqlite:./a.db', says: /are the same store/ },
  ])('$line is a wrong use', async ({ line, says }) => {
    await using here = await workplace();
    const { code, err } = await here.run(line);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
  });

  test('makes nothing of a source that does not exist', async () => {
    await using here = await workplace();
    const { code, err } = await here.run(COPY);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('There is no store at /') });
  });

  test.each(['status', 'force', 'serve --port 0'])(
    '%s refuses an unfinished copy, and says how to finish it',
    async (line) => {
      await using here = await workplace();
      const unfinished = path.join(here.folder, 'b.db');
      const store = await openSqliteStore(unfinished);
      const bookmark = { source: 'sqlite:/srv/a.db', left: ARCHIVE_KINDS };
      expect((await store.archive.write([], JSON.stringify(bookmark))).isOk()).toBe(true);
      await store.close();
      const cli = capturedProcess([...line.split(' '), '--store', `sqlite:${unfinished}`]);
      expect(await runCli(cli)).toBe(2);
      expect(cli.stderr.text()).toContain(
        `quiz-sync copy-store --from sqlite:/srv/a.db --to sqlite:${unfinished}`,
      );
    },
  );
});
