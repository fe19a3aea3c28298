import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { AWKWARD_TEXTS } from '@quiz-sync/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './server-process.ts';
import { createSpreadsheet, readTab } from './sheet-over-http.ts';

/** Two services on one store, as in a deployment that is being replaced. */
let folder: string;
let emulator: SheetsEmulator;
let spreadsheetId: string;
let env: Record<string, string>;
let one: ServerProcess;
let other: ServerProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quiz-sync-hostile-'));
  emulator = await startSheetsEmulator({ port: 0 });
  spreadsheetId = await createSpreadsheet(emulator.url, 'School');
  env = {
    SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
    QUIZ_SYNC_SPREADSHEET_ID: spreadsheetId,
    QUIZ_SYNC_STORE: `sqlite:${join(folder, 'quiz.db')}`,
    LOG_LEVEL: 'debug',
  };
  one = await startServer({ cwd: folder, env });
  other = await startServer({ cwd: folder, env });
});

afterAll(async () => {
  for (const server of [one, other]) await server?.kill();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const answer = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
const quiz = (userId: string, more: object = {}) => ({
  ...{ user_id: userId, quiz_type: 'micro', responses: [answer] },
  ...more,
});

interface Answered {
  readonly status: number;
  /** Of an answer that was given before. */
  readonly replayed: boolean;
  readonly body: { readonly code?: string; readonly data?: unknown };
}

async function submit(
  server: ServerProcess,
  body: RequestInit['body'] | object,
  headers: Record<string, string> = {},
  route = 'quiz/submit',
): Promise<Answered> {
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const sent = await fetch(`${server.url}/api/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  });
  const replayed = sent.headers.get('idempotency-replayed') === 'true';
  return { status: sent.status, replayed, body: (await sent.json()) as Answered['body'] };
}

/** Rows of the tab of responses whose learner it is, once everything is in the sheet. */
async function rowsOf(userId: string) {
  for (let state = ''; state !== 'in_sync'; ) {
    await (await fetch(`${one.url}/api/sync/force?wait=true`, { method: 'POST' })).text();
    ({ state } = (await (await fetch(`${one.url}/api/sync/status`)).json()) as { state: string });
  }
  const rows = await readTab(emulator.url, spreadsheetId, 'QuizResponses');
  return rows.filter((row) => row['user_id'] === userId);
}

const tally = (answers: readonly Answered[]) =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]),
  );

describe('the same submission a hundred times at once, to two processes on one store (fault 46)', () => {
  const hundredTimes = (body: object, headers: Record<string, string> = {}) =>
    Promise.all(
      Array.from({ length: 100 }, (_, index) => submit(index % 2 === 0 ? one : other, body, headers)),
    );
  const toldTo = (answers: readonly Answered[]) =>
    new Set(answers.map(({ body: { data } }) => JSON.stringify(data)));

  it('by its id: one row, and all are told the same', async () => {
    const answers = await hundredTimes(quiz('many by id', { submission_id: 'hundred-1' }));
    expect(tally(answers)).toEqual({ 200: 99, 201: 1 });
    expect(toldTo(answers).size).toBe(1);
    expect(await rowsOf('many by id')).toHaveLength(1);
  });

  it('by its key: one row, and all are told the same or to wait', async () => {
    const body = quiz('many by key');
    const headers = { 'idempotency-key': 'hundred-2' };
    const answers = await hundredTimes(body, headers);
    const told = answers.filter(({ status }) => status !== 409);
    expect(tally(told)).toEqual({ 201: told.length });
    expect(told.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(toldTo(told).size).toBe(1);
    for (const { status, body } of answers)
      if (status === 409) expect(body.code).toBe('idempotency_key_in_use');
    expect(await submit(other, body, headers)).toEqual({ ...told[0], replayed: true });
    expect(await rowsOf('many by key')).toHaveLength(1);
  });
});

describe('the same idempotency key with another body (fault 47)', () => {
  const key = (text: string) => ({ 'idempotency-key': text });

  it('is refused by whichever process, on either route, before and after a restart', async () => {
    const body = quiz('keyed');
    const first = await submit(one, body, key('k-1'));
    expect(first.status).toBe(201);
    const course = { user_id: 'keyed', course_id: 'c1', page_index: 0, selected_option: 'A', correct: true };
    const others = () => [
      submit(other, quiz('keyed', { responses: [{ ...answer, correct: false }] }), key('k-1')),
      submit(one, quiz('somebody else'), key('k-1')),
      submit(one, quiz('keyed', { submission_id: 'another' }), key('k-1')),
      submit(one, { user_id: 'keyed', course_id: 'c1' }, key('k-1'), 'course/complete'),
      submit(other, course, key('"k-1"'), 'course/quiz/submit'),
    ];
    for (const { status, body } of await Promise.all(others()))
      expect([status, body.code]).toEqual([422, 'idempotency_key_reused']);
    const named = await submit(one, quiz('keyed', { submission_id: 'k-1', session_id: 's' }));
    expect([named.status, named.body.code]).toEqual([422, 'submission_id_reused']);
    await other.kill();
    other = await startServer({ cwd: folder, env });
    for (const { status } of await Promise.all(others())) expect(status).toBe(422);
    const reordered = {
      responses: [Object.fromEntries(Object.entries(answer).reverse())],
      quiz_type: 'micro',
      user_id: 'keyed',
    };
    expect(await submit(other, reordered, key('"k-1"'))).toEqual({ ...first, replayed: true });
    expect(await rowsOf('keyed')).toHaveLength(1);
    expect(await rowsOf('somebody else')).toEqual([]);
  });

  it('lets one of two through that come at once', async () => {
    const bodies = ['A', 'B'].map((selected_option) =>
      quiz('two at once', { responses: [{ ...answer, selected_option }] }),
    );
    const [first = {}, second = {}] = bodies;
    const answers = await Promise.all([submit(one, first, key('k-2')), submit(other, second, key('k-2'))]);
    expect(tally(answers)).toEqual({ 201: 1, 422: 1 });
    expect(await rowsOf('two at once')).toHaveLength(1);
  });
});

describe('bodies of 10 MB (fault 40)', () => {
  const bytes = Buffer.alloc(10_000_000, '0');
  const bomb = gzipSync(bytes);
  const inPieces = () =>
    new ReadableStream({
      pull(controller) {
        for (let from = 0; from < bytes.length; from += 1_000_000)
          controller.enqueue(bytes.subarray(from, from + 1_000_000));
        controller.close();
      },
    });

  it.runIf(process.platform === 'linux')(
    'are refused, sixty at once, in a fraction of the memory they would fill',
    async () => {
      const url = `${one.url}/api/quiz/submit`;
      const json = { 'content-type': 'application/json' };
      const wave = () =>
        Array.from({ length: 20 }, () => [
          fetch(url, { method: 'POST', headers: json, body: bytes }),
          fetch(url, { method: 'POST', headers: json, body: inPieces(), duplex: 'half' } as RequestInit),
          fetch(url, { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: bomb }),
        ]).flat();
      await submit(one, quiz('warm'));
      const before = one.peakMemory();
      const answers = await Promise.all(wave());
      expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(413));
      expect(before).toBeGreaterThan(0);
      expect(one.peakMemory() - before).toBeLessThan((60 * bytes.length) / 6);
      expect((await submit(one, quiz('after the large ones'))).status).toBe(201);
    },
  );
});

describe('JSON nested without end (fault 41)', () => {
  const levels = (count: number) => `${'['.repeat(count)}${']'.repeat(count)}`;
  const withData = (data: string, id: string) =>
    JSON.stringify(quiz('deep', { submission_id: id })).replace(
      '"correct":true',
      `"correct":true,"question_data":${data}`,
    );

  it('is refused, and neither log nor store nor sheet is the worse for it', async () => {
    for (const body of [
      levels(10_000),
      '['.repeat(10_000),
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    ])
      expect((await submit(one, body)).status).toBe(400);
    for (const count of [10_000, 101, 34])
      expect((await submit(one, withData(levels(count), 'deep-1'))).status).toBe(400);
    const deepest = withData(levels(33), 'deep-2');
    expect((await submit(one, deepest)).status).toBe(201);
    expect((await submit(other, deepest)).status).toBe(200);
    expect(await rowsOf('deep')).toHaveLength(1);
    expect(one.output()).not.toContain('Unforeseen');
  });
});

/** What spreadsheets make of control characters and noncharacters is their own. */
const NOT_FOR_CELLS = new Set(['\u0001', '\u007f', '\uffff']);
/** A path cannot hold it, however it is encoded. */
const NOT_FOR_PATHS = new Set(['.']);

describe('marks of direction, emoji, names of prototypes and what looks like a formula', () => {
  const texts = AWKWARD_TEXTS.filter((text) => !NOT_FOR_CELLS.has(text));

  it('arrive in the sheet as they were sent, and are answered as they were sent (faults 43, 44, 45)', async () => {
    for (const text of texts) {
      const response = { ...answer, quiz_id: text, topic: text, explanation: text };
      const { status } = await submit(
        one,
        quiz(text, { submission_id: `awkward ${text}`, responses: [response] }),
      );
      expect([status, text]).toEqual([201, text]);
    }
    for (const name of ['__proto__', 'constructor', '\u202e=1+1\u{1f600}'])
      await fetch(`${one.url}/api/learners/${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ first_name: name }),
      });
    await rowsOf('');
    const profiles = await readTab(emulator.url, spreadsheetId, 'UserProfiles');
    for (const name of ['__proto__', 'constructor'])
      expect(profiles.find((row) => row['quiz_sync_key'] === name)).toMatchObject({ first_name: name });
    const rows = await readTab(emulator.url, spreadsheetId, 'QuizResponses');
    for (const text of texts) {
      const row = rows.find((each) => each['quiz_sync_key'] === `awkward ${text}:0`);
      expect([row?.['user_id'], row?.['quiz_id'], row?.['topic_tag'], row?.['explanation']]).toEqual(
        Array(4).fill(text),
      );
    }
    const verified = await fetch(`${one.url}/api/sync/verify`, { method: 'POST' });
    expect(await verified.json()).toMatchObject({ clean: true, findings: [] });
    for (const text of texts.filter((each) => !NOT_FOR_PATHS.has(each))) {
      const asked = await fetch(`${one.url}/api/learners/${encodeURIComponent(text)}/statistics`);
      expect(await asked.json()).toMatchObject({
        user_id: text,
        quizzes_taken: 1,
        courses: [{ course_name: text }],
      });
    }
  });
});
