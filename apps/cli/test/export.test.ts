import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openSqliteStore } from '@quiz-sync/sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from '../src/export/formula-text.js';
import { MAX_XLSX_CHARACTERS } from '../src/export/xlsx-cells.js';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { type Workplace, workplace } from './spawned-cli.js';
import { unzipped } from './unzipped.js';

const RESPONSE = { quiz_id: '007', topic: 'Fractions', selected_option: 'A', correct: true } as const;

/** Text that is trouble in one format or another. */
const TROUBLE = 'a "b", c\nd <e> & \u0007 _x0007_ 😀';

/** A workplace whose `quiz.db` holds a little of everything. */
async function filledPlace(): Promise<Workplace> {
  const here = await workplace();
  const store = await openSqliteStore(path.join(here.folder, 'quiz.db'));
  const submission = {
    submission_id: 's1',
    user_id: 'ada',
    quiz_type: 'micro',
    submitted_at: '2026-11-20T12:00:00.000Z',
  } as const;
  const stored = [
    await store.submissions.insert({
      ...submission,
      responses: [
        {
          ...RESPONSE,
          topic: '=IMPORTXML("http://x")',
          explanation: TROUBLE,
          page_index: 3,
          course_id: 'c1',
        },
        { ...RESPONSE, correct: false, question_data: { text: '1 + 1?' } },
      ],
    }),
    await store.submissions.insert({
      ...submission,
      submission_id: 's2',
      user_id: 'bob',
      responses: [{ ...RESPONSE, explanation: '😀'.repeat(MAX_XLSX_CHARACTERS / 2 + 1) }],
    }),
    await store.learners.upsert('ada', { first_name: '@Ada', email: 'ada@school.example' }),
    await store.courses.upsert('c1', { title: 'Algebra', page_count: 4 }),
    await store.courses.complete({ user_id: 'ada', course_id: 'c1', completed_at: submission.submitted_at }),
    await store.sessions.upsert('x1', { user_id: 'ada', messages_per_session: 2 }, submission.submitted_at),
  ];
  for (const each of stored) expect(each.isOk()).toBe(true);
  await store.close();
  return here;
}

async function exported(here: Workplace, line: string) {
  const cli = capturedProcess([
    'export',
    ...line.split(' '),
    '--store',
    `sqlite:${path.join(here.folder, 'quiz.db')}`,
  ]);
  const code = await runCli(cli);
  return { code, out: cli.stdout.text(), err: cli.stderr.text() };
}

describe('as CSV', () => {
  test('responses, with what a spreadsheet would calculate escaped, and nothing else (fault 44)', async () => {
    await using here = await filledPlace();
    const { code, out, err } = await exported(here, 'responses');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...rows] = out.split('\r\n');
    expect(header).toMatch(/^submission_id,user_id,session_id,quiz_type,submitted_at,/);
    expect(rows[0]).toBe(
      `s1,ada,,micro,2026-11-20T12:00:00.000Z,,007,"'=IMPORTXML(""http://x"")",A,true,c1,3,"${TROUBLE.replaceAll('"', '""')}",,`,
    );
    expect(rows[1]).toBe(
      's1,ada,,micro,2026-11-20T12:00:00.000Z,,007,Fractions,A,false,,,,,"{""text"":""1 + 1?""}"',
    );
    expect(rows.at(-1)).toBe('');
  });

  test.each([
    ['learners', "ada,'@Ada,,ada@school.example"],
    ['courses', 'c1,Algebra,4'],
    ['completions', 'ada,c1,,2026-11-20T12:00:00.000Z'],
    ['sessions', 'x1,ada,,,2,,,'],
    ['course-statistics', 'ada,Algebra,1,1,100,beginner,1,true,2026-11-20T12:00:00.000Z'],
    ['progress', 'ada,c1,Algebra,,3,4,true,2026-11-20T12:00:00.000Z'],
    ['statistics', "ada,'@Ada,,ada@school.example,1,1,1,1,2,1,100,"],
  ])('%s', async (kind, row) => {
    await using here = await filledPlace();
    const { out } = await exported(here, kind);
    expect(out.split('\r\n')[1]).toContain(row);
  });

  test('escaping can be undone, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '＝') });
    fc.assert(
      fc.property(text, (given) => {
        const escaped = escapeFormula(given);
        expect(escaped).not.toMatch(/^[=+\-@\t\r＝]/);
        expect(unescapeFormula(escaped)).toBe(given);
      }),
    );
  });
});

test('as JSON lines, exactly what is stored', async () => {
  await using here = await filledPlace();
  const { out } = await exported(here, 'responses --json');
  const [first, second] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ topic: '=IMPORTXML("http://x")', explanation: TROUBLE, page_index: 3 });
  expect(first).toMatchObject({ session_id: null, question_data: null });
  expect(second).toMatchObject({ correct: false, question_data: { text: '1 + 1?' } });
});

describe('as a workbook', () => {
  test('text is text, numbers are numbers, and what is too long is cut with a mark (fault 44)', async () => {
    await using here = await filledPlace();
    const file = path.join(here.folder, 'r.xlsx');
    const { code, out, err } = await exported(here, `responses --output ${file} --json`);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^1 texts? .* cut/) });
    expect(JSON.parse(out)).toEqual({
      kind: 'responses',
      format: 'xlsx',
      output: file,
      rows: 3,
      duration_ms: 0,
    });
    const parts = unzipped(await readFile(file));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain(
      '<c r="H2" t="inlineStr"><is><t xml:space="preserve">=IMPORTXML(&quot;http://x&quot;)</t>',
    );
    expect(sheet).toContain('d &lt;e&gt; &amp; _x0007_ _x005F_x0007_ 😀');
    expect(sheet).toContain('<c r="J2" t="b"><v>1</v></c>');
    expect(sheet).toContain('<c r="L2"><v>3</v></c>');
    expect(sheet).not.toContain('<f');
    const [, long = ''] = /<c r="M4"[^>]*><is><t[^>]*>([^<]*)/.exec(sheet) ?? [];
    expect(long.length).toBeLessThanOrEqual(MAX_XLSX_CHARACTERS);
    expect(long).toMatch(/^(😀)+ … \[cut: \d+ characters in all\]$/u);
    expect(parts.get('xl/workbook.xml')).toContain('<sheet name="responses"');
    expect(await readdir(here.folder)).not.toContainEqual(expect.stringMatching(/part$/));
  });

  test('is nothing for a terminal', async () => {
    const cli = capturedProcess(['export', 'learners', '--format', 'xlsx'], { isTTY: true });
    expect(await runCli(cli)).toBe(2);
    expect(cli.stderr.text()).toContain('--output FILE');
  });
});

describe('what is refused', () => {
  test.each([
    ['', /export needs a KIND: one of responses, /],
    ['respones', /KIND must be one of .*, not "respones"; did you mean responses\?/],
    ['learners courses', /export takes one KIND, but was given "learners", "courses"/],
    ['learners --format cvs', /--format must be one of csv, jsonl, xlsx, not "cvs"; did you mean csv\?/],
    ['learners --output /nowhere/x.csv', /--output \/nowhere\/x\.csv cannot be written: there is no such/],
  ])('export %s', async (line, says) => {
    await using here = await filledPlace();
    const { code, out, err } = await exported(here, line);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringMatching(says) });
  });
});

describe('what is not finished', () => {
  test('leaves the file that was there, and no part of a new one', async () => {
    await using here = await filledPlace();
    const file = path.join(here.folder, 'r.csv');
    await exported(here, `learners --output ${file}`);
    const before = await readFile(file, 'utf8');
    const cli = capturedProcess([
      ...['export', 'responses', '--output', file],
      ...['--store', `sqlite:${path.join(here.folder, 'quiz.db')}`],
    ]);
    cli.signal('SIGINT');
    expect(await runCli(cli)).toBe(130);
    expect(cli.stderr.text()).toMatch(/Interrupted after \d+ rows?\. Nothing was changed/);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(here.folder)).not.toContainEqual(expect.stringMatching(/part$/));
  });

  test('since nobody reads any more ends quietly (fault 53)', async () => {
    await using here = await filledPlace();
    const cli = capturedProcess([
      ...['export', 'responses'],
      ...['--store', `sqlite:${path.join(here.folder, 'quiz.db')}`],
    ]);
    cli.stdout.fail('EPIPE');
    expect(await runCli(cli)).toBe(0);
    expect(cli.stderr.text()).toBe('');
  });
});
