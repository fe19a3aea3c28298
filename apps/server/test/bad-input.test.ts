import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Problem } from '@quiz-sync/express';
import { loadConfiguration, type RunningServer, startServer } from '@quiz-sync/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepingLog } from './serve-app.js';

const directory = mkdtempSync(path.join(tmpdir(), 'quiz-sync-bad-input-'));
let server: RunningServer;

beforeAll(async () => {
  const env = { PORT: '0', QUIZ_SYNC_STORE: `sqlite:${path.join(directory, 'quiz.db')}` };
  const configuration = loadConfiguration({ env })._unsafeUnwrap();
  server = (await startServer(configuration, { log: keepingLog().log }))._unsafeUnwrap();
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

const response = { quiz_id: 'q1', topic: 'risk', selected_option: 'A', correct: true };
const quiz = { user_id: 'u1', quiz_type: 'micro', responses: [response] };
const courseQuiz = { user_id: 'u1', course_id: 'c1', page_index: 1, selected_option: 'A', correct: true };
const completion = { user_id: 'u1', course_id: 'c1' };
const long = 'x'.repeat(201);
const nul = String.fromCharCode(0);
const half = String.fromCharCode(0xd800);
const otherHalf = String.fromCharCode(0xdc00);

const withResponse = (fields: object) => ({ ...quiz, responses: [response, { ...response, ...fields }] });
const without = (field: keyof typeof quiz) =>
  Object.fromEntries(Object.entries(quiz).filter(([key]) => key !== field));

const SUBMIT = 'POST /quiz/submit';
const COURSE = 'POST /course/quiz/submit';
const COMPLETE = 'POST /course/complete';

/** Route, what is wrong, the body, and the fields that the answer must name. */
const table: [route: string, what: string, body: unknown, pointers: string[]][] = [
  [SUBMIT, 'an unknown option', withResponse({ selected_option: 'E' }), ['/responses/1/selected_option']],
  [SUBMIT, 'a small letter', withResponse({ selected_option: 'a' }), ['/responses/1/selected_option']],
  [SUBMIT, 'no responses', { ...quiz, responses: [] }, ['/responses']],
  [SUBMIT, 'responses that are no list', { ...quiz, responses: response }, ['/responses']],
  [SUBMIT, '501 responses', { ...quiz, responses: Array(501).fill(response) }, ['/responses']],
  [SUBMIT, 'no learner', without('user_id'), ['/user_id']],
  [SUBMIT, 'no quiz type', without('quiz_type'), ['/quiz_type']],
  [SUBMIT, 'an unknown quiz type', { ...quiz, quiz_type: 'macro' }, ['/quiz_type']],
  [SUBMIT, 'an unknown key', { ...quiz, score: 100 }, ['/score']],
  [SUBMIT, 'an unknown key of a response', withResponse({ score: 1 }), ['/responses/1/score']],
  [SUBMIT, 'a contradiction', withResponse({ correct_answer: 'B' }), ['/responses/1/correct']],
  [
    SUBMIT,
    'another contradiction',
    withResponse({ correct: false, correct_answer: 'A' }),
    ['/responses/1/correct'],
  ],
  [SUBMIT, 'a learner id of 201 characters', { ...quiz, user_id: long }, ['/user_id']],
  [SUBMIT, 'a quiz id of 201 characters', withResponse({ quiz_id: long }), ['/responses/1/quiz_id']],
  [SUBMIT, 'a submission id of 201 characters', { ...quiz, submission_id: long }, ['/submission_id']],
  [SUBMIT, 'an empty learner id', { ...quiz, user_id: '' }, ['/user_id']],
  [SUBMIT, 'a learner without a name', { ...quiz, user_id: null }, ['/user_id']],
  [SUBMIT, 'correct as text', withResponse({ correct: 'true' }), ['/responses/1/correct']],
  [SUBMIT, 'a day instead of a time', { ...quiz, submitted_at: '2026-11-23' }, ['/submitted_at']],
  [SUBMIT, 'a time without an offset', { ...quiz, submitted_at: '2026-11-23T12:00:00' }, ['/submitted_at']],
  [SUBMIT, 'several things at once', { ...quiz, user_id: '', quiz_type: 'x' }, ['/quiz_type', '/user_id']],
  [SUBMIT, 'a list', [quiz], ['']],
  [SUBMIT, 'null', null, ['']],
  [SUBMIT, 'text', 'quiz', ['']],
  [COURSE, 'no course', { ...courseQuiz, course_id: undefined }, ['/course_id']],
  [COURSE, 'an unknown key', { ...courseQuiz, nope: 1 }, ['/nope']],
  [COURSE, 'an unknown option', { ...courseQuiz, selected_option: 'F' }, ['/selected_option']],
  [COURSE, 'a page that is no number', { ...courseQuiz, page_index: 'first' }, ['/page_index']],
  [COMPLETE, 'no course', { user_id: 'u1' }, ['/course_id']],
  [COMPLETE, 'an unknown key', { ...completion, score: 1 }, ['/score']],
  ['PUT /learners/u1', 'no address', { email: 'nobody' }, ['/email']],
  ['PUT /learners/u1', 'an unknown key', { name: 'Ada' }, ['/name']],
  ['PUT /courses/c1', 'a negative number of pages', { page_count: -1 }, ['/page_count']],
  ['PUT /sessions/s1', 'a confidence over 100', { confidence_rating: 101 }, ['/confidence_rating']],
];

const hostileTable: typeof table = [
  [SUBMIT, 'a query for a learner', { ...quiz, user_id: { $gt: '' } }, ['/user_id']],
  [SUBMIT, 'a query for a submission', { ...quiz, submission_id: { $ne: null } }, ['/submission_id']],
  [
    SUBMIT,
    'a query for an option',
    withResponse({ selected_option: { $in: ['A'] } }),
    ['/responses/1/selected_option'],
  ],
  [SUBMIT, 'an operator beside', { ...quiz, $where: 'sleep(1)' }, ['/$where']],
  [COURSE, 'a query for a course', { ...courseQuiz, course_id: { $gt: '' } }, ['/course_id']],
  [COMPLETE, 'a query for a learner', { ...completion, user_id: { $gt: '' } }, ['/user_id']],
  ['PUT /learners/u1', 'a query for a name', { first_name: { $gt: '' } }, ['/first_name']],
];

const textTable: typeof table = [
  [SUBMIT, 'a NUL', { ...quiz, user_id: `u${nul}1` }, ['/user_id']],
  [SUBMIT, 'half a character', withResponse({ explanation: half }), ['/responses/1/explanation']],
  [
    SUBMIT,
    'a NUL in free-form data',
    withResponse({ question_data: { [nul]: 1 } }),
    ['/responses/1/question_data'],
  ],
  [SUBMIT, 'half a character as topic', withResponse({ topic: `a${half}` }), ['/responses/1/topic']],
  [SUBMIT, 'the other half', { ...quiz, session_id: otherHalf }, ['/session_id']],
  [SUBMIT, 'the halves the wrong way round', { ...quiz, user_id: otherHalf + half }, ['/user_id']],
  [COURSE, 'a NUL', { ...courseQuiz, course_id: nul }, ['/course_id']],
  [COMPLETE, 'half a character', { ...completion, user_id: half }, ['/user_id']],
  ['PUT /learners/u1', 'a NUL', { first_name: nul }, ['/first_name']],
  ['PUT /courses/c1', 'half a character', { title: half }, ['/title']],
  ['PUT /learners/a%00b', 'a NUL in the path', { first_name: 'Ada' }, ['/user_id']],
];

const numberTable: typeof table = [
  [SUBMIT, 'a number as text', withResponse({ page_index: '12' }), ['/responses/1/page_index']],
  [SUBMIT, 'a negative page', withResponse({ page_index: -1 }), ['/responses/1/page_index']],
  [SUBMIT, 'half a page', withResponse({ page_index: 1.5 }), ['/responses/1/page_index']],
  [SUBMIT, 'NaN as text', withResponse({ page_index: 'NaN' }), ['/responses/1/page_index']],
  [SUBMIT, 'a list of a number', withResponse({ page_index: [1] }), ['/responses/1/page_index']],
  [SUBMIT, 'a page that is no page', withResponse({ page_index: null }), ['/responses/1/page_index']],
  [SUBMIT, 'a page that is true', withResponse({ page_index: true }), ['/responses/1/page_index']],
  [SUBMIT, 'a page beyond all books', withResponse({ page_index: 1_000_001 }), ['/responses/1/page_index']],
  [COURSE, 'a negative page', { ...courseQuiz, page_index: -1 }, ['/page_index']],
  [COURSE, 'a number as text', { ...courseQuiz, page_index: '12' }, ['/page_index']],
  ['PUT /courses/c1', 'half a page', { page_count: 0.5 }, ['/page_count']],
  ['PUT /sessions/s1', 'a number as text', { messages_per_session: '3' }, ['/messages_per_session']],
  ['PUT /sessions/s1', 'a negative duration', { session_duration: -0.1 }, ['/session_duration']],
];

describe.each([
  ['what cannot be stored', table],
  ['queries in place of text (fault 43)', hostileTable],
  ['texts that not everything can hold (fault 45)', textTable],
  ['numbers that are not (fault 49)', numberTable],
])('%s', (_, rows) => {
  test.each(rows)('%s with %s names each field and stores nothing', async (route, _what, body, pointers) => {
    const { status, problem } = await send(route, JSON.stringify(body));
    expect([status, problem.code]).toEqual([400, 'invalid_input']);
    expect((problem.errors ?? []).map(({ pointer }) => pointer).sort()).toEqual(pointers);
    await expectNothingStored();
  });
});

test.each([
  ['1e999', '/responses/0/page_index'],
  ['-1e999', '/responses/0/page_index'],
  ['-0.5', '/responses/0/page_index'],
])('the number %s names its field (fault 49)', async (number, pointer) => {
  const body = JSON.stringify(quiz).replace('"correct":true', `"correct":true,"page_index":${number}`);
  const { status, problem } = await send(SUBMIT, body);
  expect([status, problem.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
});

/** Keys that reach a prototype, or that a database takes for an operator. */
const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '__defineGetter__',
  '$gt',
  '$where',
  'a.b',
];

test('keys that reach a prototype or are operators, wherever in a body: 400, and prototypes stay as they are (fault 43)', async () => {
  const before = prototypes();
  const hostile = fc.record({
    route: fc.constantFrom(
      [SUBMIT, quiz] as const,
      [COURSE, courseQuiz] as const,
      [COMPLETE, completion] as const,
    ),
    key: fc.constantFrom(...HOSTILE_KEYS),
    value: fc.constantFrom(
      '1',
      '"x"',
      '{"polluted":true}',
      '{"prototype":{"polluted":true}}',
      '{"__proto__":{"polluted":true}}',
    ),
    place: fc.nat(20),
  });
  await fc.assert(
    fc.asyncProperty(hostile, async ({ route: [route, body], key, value, place }) => {
      const text = withKeyAt(JSON.stringify(body), place, `${JSON.stringify(key)}:${value}`);
      const { status } = await send(route, text);
      expect([status, text]).toEqual([400, text]);
      expect(prototypes()).toEqual(before);
    }),
  );
  await expectNothingStored();
});

/** Puts a member into one of the objects of a JSON text, or in place of one of its values. */
function withKeyAt(json: string, place: number, member: string): string {
  const places = [...json.matchAll(/[{](?=")|"(?:u1|c1|q1|risk|A|micro)"|true/g)];
  const found = places[place % places.length];
  if (found === undefined) throw new RangeError('JSON without an object');
  const isObject = found[0] === '{';
  const end = found.index + found[0].length;
  return json.slice(0, found.index) + (isObject ? `{${member},` : `{${member}}`) + json.slice(end);
}

/** What the prototypes of everything have of their own. */
function prototypes(): unknown[] {
  return [Object, Array, String, Number, Boolean, Function, Map].map(({ prototype }) =>
    Reflect.ownKeys(prototype).map((key) => [key, Reflect.getOwnPropertyDescriptor(prototype, key)]),
  );
}

async function send(route: string, body: string): Promise<{ status: number; problem: Problem }> {
  const [method = '', target = ''] = route.split(' ');
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api${target}`, { method, headers, body });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return { status: answer.status, problem: (await answer.json()) as Problem };
}

async function expectNothingStored(): Promise<void> {
  const { submissions, pending } = (await server.application.quizSync.syncStatus())._unsafeUnwrap();
  expect([submissions, pending.total]).toEqual([0, 0]);
}
