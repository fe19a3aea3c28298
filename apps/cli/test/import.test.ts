import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSqliteStore, type SqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, test } from 'vitest';
import { readCsvRows } from '../src/import/read-csv-rows.js';
import { readJsonLines } from '../src/import/read-json-lines.js';
import { LONGEST_RECORD, type ReadRows, type SourceRow } from '../src/import/source-row.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { type Workplace, workplace } from './spawned-cli.js';

const HEADER = 'submission_id,user_id,quiz_type,submitted_at,quiz_id,topic,selected_option,correct';
const AT = '2026-01-01T00:00:00Z';

interface Place extends Workplace {
  /** Runs `import` and these words on the store of the place, on a file of that content. */
  bring(content: string | Uint8Array, words?: string, file?: string): Promise<Ended>;
  /** Looks into the store. */
  look<T>(read: (store: SqliteStore) => Promise<T>): Promise<T>;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function place(): Promise<Place> {
  const here = await workplace();
  const store = path.join(here.folder, 'quiz.db');
  return {
    ...here,
    async bring(content, words = '', name = 'data.csv') {
      const file = path.join(here.folder, name);
      await writeFile(file, content);
      const cli = capturedProcess(
        ['import', file, ...words.split(' '), '--store', `sqlite:${store}`].filter((word) => word !== ''),
      );
      const code = await runCli(cli);
      const err = cli.stderr.text().replaceAll(`${file}:`, 'line ');
      return { code, out: cli.stdout.text(), err };
    },
    async look(read) {
      const opened = await openSqliteStore(store);
      const found = await read(opened);
      await opened.close();
      return found;
    },
  };
}

const responses = (here: Place) =>
  here.look(async ({ submissions }) => (await submissions.count())._unsafeUnwrap());

describe('responses', () => {
  test('of one submission come together, and importing twice adds nothing', async () => {
    await using here = await place();
    const file = [
      HEADER,
      `s1,ada,micro,${AT},q1,'=1+1,A,TRUE`,
      `s1,ada,micro,${AT},q2,"a ""b""\n c",B,0`,
      `s2,bob,micro,${AT},q1,Fractions,C,yes`,
    ].join('\r\n');
    const first = await here.bring(`\uFEFF${file}`, '--json');
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(first.out)).toMatchObject({ kind: 'responses', dry_run: false, added: 3, refused: 0 });
    const second = await here.bring(file, '--json');
    expect(JSON.parse(second.out)).toMatchObject({ added: 0, unchanged: 3 });
    const stored = await here.look(async ({ submissions }) => (await submissions.find('s1'))._unsafeUnwrap());
    expect(stored?.responses).toEqual([
      { quiz_id: 'q1', topic: '=1+1', selected_option: 'A', correct: true },
      { quiz_id: 'q2', topic: 'a "b"\n c', selected_option: 'B', correct: false },
    ]);
  });

  test('without ids get one of what they hold, and alike ones stay two where the file has no times', async () => {
    await using here = await place();
    const untimed = 'user_id,skill,correct\n4,51,1\n4,51,1\n';
    const words = `--columns topic=skill,quiz_id=skill --set quiz_type=micro,selected_option=A,submitted_at=${AT}`;
    expect((await here.bring(untimed, words)).code).toBe(0);
    expect((await here.bring(`${untimed}4,51,0\n`, words)).out).toContain('1 line new, 2 there already');
    expect(await responses(here)).toEqual({ submissions: 3, responses: 3 });
    const timed = `${HEADER.slice(14)}\nada,micro,${AT},q1,T,A,1\nada,micro,${AT},q1,T,A,1\n`;
    expect((await here.bring(timed)).out).toContain('1 line new, 1 there already');
  });

  test('of JSON lines may be whole submissions, and an export comes back as it was', async () => {
    await using here = await place();
    const response = { quiz_id: 'q1', topic: "'=x", selected_option: 'A', correct: true };
    const whole = { user_id: 'ada', quiz_type: 'micro', submitted_at: AT };
    const lines = [
      { ...whole, submission_id: 's1', responses: [response, { ...response, question_data: { a: [1] } }] },
      { ...whole, submission_id: 's2', ...response, session_id: null, explanation: '=1' },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    expect((await here.bring(text, '', 'data.jsonl')).out).toContain('2 lines new');
    for (const format of ['csv', 'jsonl']) {
      const cli = capturedProcess([
        ...['export', 'responses', '--format', format],
        ...['--store', `sqlite:${path.join(here.folder, 'quiz.db')}`],
      ]);
      expect(await runCli(cli)).toBe(0);
      const again = await here.bring(cli.stdout.text(), '', `data.${format}`);
      expect(again).toMatchObject({ code: 0, out: expect.stringContaining('0 lines new, 3 there already') });
    }
  });
});

test('learners, courses and completions are merged, and told apart by their columns', async () => {
  await using here = await place();
  expect((await here.bring('user_id;first_name;email\nada;Ada;a@b.ch\n')).out).toContain('learners');
  const later = await here.bring(
    'user_id,first_name,last_name\nada,,Byron\nada,,Byron\nbob,Bob,\n',
    '--json',
  );
  expect(JSON.parse(later.out)).toMatchObject({ kind: 'learners', added: 1, changed: 1, unchanged: 1 });
  expect((await here.bring('course_id,title,page_count\nc1,Algebra,4\n')).out).toContain('courses');
  expect((await here.bring(`user_id,course_id,completed_at\nada,c1,${AT}\n`)).out).toContain('completions');
  const [ada] = await here.look(async ({ learners }) => (await learners.findMany(['ada']))._unsafeUnwrap());
  expect(ada).toMatchObject({ first_name: 'Ada', last_name: 'Byron', email: 'a@b.ch' });
});

/** Each bad in its own way, and one that is good. */
const BAD = [
  `${HEADER},note`,
  `s1,ada,micro,${AT},q1,T,E,1,x`,
  `s2,ada,micro,${AT},q1`,
  `s3,ada,micro,tomorrow,q1,T,A,perhaps,`,
  `s4,ada,micro,${AT},q1,T,A,1,`,
  `s4,bob,micro,${AT},q2,T,A,1,`,
  `s5,"ada" x,micro`,
].join('\n');

describe('what is wrong with a file', () => {
  test.each(['', '--dry-run'])('is told line by line, and the rest is imported %s', async (words) => {
    await using here = await place();
    const { code, out, err } = await here.bring(BAD, words);
    expect(err.trim().split('\n')).toEqual([
      'Not imported: the columns note',
      'line 2: selected_option must be one of A, B, C, D',
      'line 3: has 5 fields, and the header has 9',
      expect.stringMatching(/^line 4: submitted_at must be an ISO 8601 date-time/),
      'line 4: correct must be true or false',
      'line 6: user_id is another than in line 5, which is of the same submission_id',
      expect.stringMatching(/^line 7: Invalid Closing Quote/),
    ]);
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining('1 line new, 5 refused') });
    const isStored = words === '';
    expect(await responses(here)).toMatchObject({ submissions: isStored ? 1 : 0 });
  });

  test('is JSON on stderr for scripts', async () => {
    await using here = await place();
    const { err } = await here.bring(BAD, '--json');
    const [first] = err.split('\n');
    expect(JSON.parse(first ?? '')).toEqual({
      line: 2,
      message: 'selected_option must be one of A, B, C, D',
    });
  });

  test('an id that is stored for something else is refused, also by a dry run', async () => {
    await using here = await place();
    await here.bring(`${HEADER}\ns1,ada,micro,${AT},q1,T,A,1\n`);
    for (const words of ['--dry-run', '']) {
      const { code, err } = await here.bring(`${HEADER}\ns1,ada,micro,${AT},q2,T,A,1\n`, words);
      expect({ code, err }).toEqual({
        code: 3,
        err: expect.stringContaining('line 2: submission_id s1 is stored'),
      });
    }
  });

  test.each([
    ['a,b\n1,2\n', '', /what FILE .* holds cannot be told \(its columns are a, b\); say it with --kind/],
    ['', '', /cannot be told \(it has no records\)/],
    ['quiz_id\nq1\n', '', /has no column for user_id, .* name it with --columns user_id=COLUMN, or /],
    ['user_id,email\na,b\n', '--kind respones', /--kind must be one of .*; did you mean responses\?/],
    ['user_id,email\na,b\n', '--set email', /--set must be NAME=TEXT pairs/],
  ])('a file that cannot be imported at all: %j %s', async (content, words, says) => {
    await using here = await place();
    const { code, out, err } = await here.bring(content, words);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringMatching(says) });
  });

  test('what is not UTF-8, no file at all, or a folder', async () => {
    await using here = await place();
    const { code, err } = await here.bring(new Uint8Array([0x61, 0xff, 0x0a]));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is not UTF-8') });
    for (const file of ['nowhere.csv', here.folder]) {
      const cli = capturedProcess(['import', file]);
      expect(await runCli(cli)).toBe(2);
      expect(cli.stderr.text()).toMatch(
        /^quiz-sync: FILE .* cannot be read: (there is no such|it is a folder)/,
      );
    }
  });
});

test('interrupted, it keeps what it had, and the same command goes on', async () => {
  await using here = await place();
  const lines = Array.from({ length: 500 }, (_, index) => `s${index},ada,micro,${AT},q1,T,A,1`);
  const file = path.join(here.folder, 'many.csv');
  await writeFile(file, [HEADER, ...lines].join('\n'));
  const cli = capturedProcess(['import', file, '--store', `sqlite:${path.join(here.folder, 'quiz.db')}`]);
  cli.signal('SIGINT');
  expect(await runCli(cli)).toBe(130);
  expect(cli.stderr.text()).toContain('200 lines were imported and stay. The same command goes on');
  const { out } = await here.bring([HEADER, ...lines].join('\n'));
  expect(out).toContain('300 lines new, 200 there already');
});

describe('memory is bounded: a line too long is passed over', () => {
  async function rowsOf(read: ReadRows, text: string) {
    const pieces = async function* () {
      for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
    };
    const rows = [];
    for await (const row of read(pieces())) rows.push(row);
    return rows.sort((a, b) => a.line - b.line);
  }

  test('of JSON lines', async () => {
    const text = `{"a":1}\n{"a":"${'x'.repeat(LONGEST_RECORD)}"}\n{"a":2}`;
    expect(await rowsOf(readJsonLines, text)).toMatchObject([
      { type: 'record', line: 1 },
      { type: 'unreadable', line: 2, message: expect.stringContaining('is longer than 1,048,576') },
      { type: 'record', line: 3 },
    ]);
  });

  test('of CSV, where a quote that is never closed makes one of the rest', async () => {
    const text = `a,b\n1,2\n"${'x\n'.repeat(LONGEST_RECORD)}`;
    const rows = await rowsOf(readCsvRows, text);
    expect(rows[0]).toMatchObject({ type: 'record', line: 2 });
    expect(rows[1]).toMatchObject({
      type: 'unreadable',
      line: 3,
      message: expect.stringMatching(/Max Record Size/),
    });
  });
});

describe('a file of nothing but mistakes', () => {
  test('tells the first of them, and how many more there are', async () => {
    await using here = await place();
    const lines = Array.from({ length: 1_500 }, (_, index) => `s${index},ada,micro,yesterday,q1,t,A,1`);
    const { code, out, err } = await here.bring([HEADER, ...lines].join('\n'), '--dry-run');
    expect({ code, out }).toEqual({ code: 3, out: expect.stringContaining('1,500 refused') });
    const told = err.trim().split('\n');
    expect(told).toHaveLength(1_001);
    expect(told.at(-1)).toMatch(/and 500 more problems$/);
    const scripted = await here.bring([HEADER, ...lines].join('\n'), '--dry-run --json');
    expect(JSON.parse(scripted.out)).toMatchObject({ refused: 1_500, further_problems: 500 });
  });

  test('that no record can be found in holds no more than some of them at once', async () => {
    const header = 'user_id,email\n';
    async function* text() {
      yield header;
      for (let piece = 0; piece < 5; piece += 1) yield 'a"b,c\n'.repeat(1_000);
    }
    const found: SourceRow[] = [];
    for await (const row of readCsvRows(text())) found.push(row);
    expect(found).toHaveLength(1_000);
    expect(found[0]).toMatchObject({ type: 'unreadable', line: 2, lastLine: 2 });
    expect(found.at(-1)).toMatchObject({ type: 'unreadable', line: 1_001, lastLine: 5_001 });
  });
});
