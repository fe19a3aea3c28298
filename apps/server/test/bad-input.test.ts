import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Problem } from '@quiz-sync/express';
import { loadConfiguration, type RunningServer, startServer } from '@quiz-sync/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  [SUBMIT, 'a query for a learner', { ...quiz, user_id: { $gt: '' } }, ['/user_id']],
  [SUBMIT, 'a learner without a name', { ...quiz, user_id: null }, ['/user_id']],
  [SUBMIT, 'a NUL', { ...quiz, user_id: `u${nul}1` }, ['/user_id']],
  [SUBMIT, 'half a character', withResponse({ explanation: half }), ['/responses/1/explanation']],
  [SUBMIT, 'a number as text', withResponse({ page_index: '12' }), ['/responses/1/page_index']],
  [SUBMIT, 'a negative page', withResponse({ page_index: -1 }), ['/responses/1/page_index']],
  [SUBMIT, 'half a page', withResponse({ page_index: 1.5 }), ['/responses/1/page_index']],
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

test.each(table)('%s with %s names each field and stores nothing', async (route, _, body, pointers) => {
  const [method = '', target = ''] = route.split(' ');
  const answer = await fetch(`${server.url}/api${target}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await answer.json()) as Problem;
  expect([answer.status, problem.code]).toEqual([400, 'invalid_input']);
  expect((problem.errors ?? []).map(({ pointer }) => pointer).sort()).toEqual(pointers);
  const { submissions, pending } = (await server.application.quizSync.syncStatus())._unsafeUnwrap();
  expect([submissions, pending.total]).toEqual([0, 0]);
});

test.each([
  ['1e999', '/responses/0/page_index'],
  ['-0.5', '/responses/0/page_index'],
])('the number %s names its field', async (number, pointer) => {
  const body = JSON.stringify(quiz).replace('"correct":true', `"correct":true,"page_index":${number}`);
  const answer = await fetch(`${server.url}/api/quiz/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const problem = (await answer.json()) as Problem;
  expect([answer.status, problem.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
});
