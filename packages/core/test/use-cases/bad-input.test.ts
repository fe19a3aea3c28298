import { aResponse } from '@quiz-sync/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeCourse } from '../../src/use-cases/complete-course.js';
import { submitCourseQuiz } from '../../src/use-cases/submit-course-quiz.js';
import { submitQuiz } from '../../src/use-cases/submit-quiz.js';
import { upsertLearner } from '../../src/use-cases/upsert-learner.js';
import { makeDependencies } from './make-dependencies.js';

const quiz = { user_id: 'ada', quiz_type: 'micro', responses: [aResponse()] };

/** What is wrong with a quiz, as `pointer: message`; nothing may have been stored. */
async function issuesOf(input: unknown): Promise<string[]> {
  const deps = makeDependencies();
  const refused = (await submitQuiz(deps, input))._unsafeUnwrapErr();
  expect((await deps.store.submissions.count())._unsafeUnwrap().submissions).toBe(0);
  expect(deps.scheduler.requests).toEqual([]);
  if (refused.type !== 'invalid_input') throw new Error(`unexpected ${refused.type}`);
  return refused.issues.map(({ pointer, message }) => `${pointer}: ${message}`);
}

/** As from HTTP: `__proto__` is an own key, 1e999 is Infinity. */
function json(text: string): unknown {
  return JSON.parse(text);
}

describe('a quiz that is not valid', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, [': must be a JSON object']],
    ['null', null, [': must be a JSON object']],
    ['a list', [], [': must be a JSON object']],
    ['text', 'quiz', [': must be a JSON object']],
    ['an empty object', {}, ['/user_id: is required', '/quiz_type: is required', '/responses: is required']],
    ['a missing user_id', { ...quiz, user_id: undefined }, ['/user_id: is required']],
    ['a user_id that is null', { ...quiz, user_id: null }, ['/user_id: must be text']],
    ['a user_id that is a number', { ...quiz, user_id: 4 }, ['/user_id: must be text']],
    ['a user_id that is a query', { ...quiz, user_id: { $gt: '' } }, ['/user_id: must be text']],
    ['an empty user_id', { ...quiz, user_id: '' }, ['/user_id: must not be empty']],
    ['a long user_id', { ...quiz, user_id: 'x'.repeat(201) }, ['/user_id: must be at most 200 characters']],
    ['a NUL', { ...quiz, user_id: 'a\0b' }, ['/user_id: must not contain a NUL character']],
    [
      'half a character',
      { ...quiz, user_id: 'a\ud83d' },
      ['/user_id: must not contain a lone surrogate (half of a character)'],
    ],
    [
      'another kind of quiz',
      { ...quiz, quiz_type: 'exam' },
      ['/quiz_type: must be one of micro, diagnostic, course'],
    ],
    ['no responses', { ...quiz, responses: [] }, ['/responses: must hold at least one response']],
    ['responses that are no list', { ...quiz, responses: {} }, ['/responses: must be a list']],
    [
      '501 responses',
      { ...quiz, responses: Array.from({ length: 501 }, () => aResponse()) },
      ['/responses: must hold at most 500 responses'],
    ],
    [
      'a response that is no object',
      { ...quiz, responses: [aResponse(), 'B'] },
      ['/responses/1: must be a JSON object'],
    ],
    [
      'a time without an offset',
      { ...quiz, submitted_at: '2026-03-02T10:00:00' },
      ['/submitted_at: must be an ISO 8601 date-time with an offset, such as 2026-11-23T12:00:00Z'],
    ],
    [
      'a time in the future',
      { ...quiz, submitted_at: '2026-03-02T10:05:00.001Z' },
      ['/submitted_at: must not lie in the future (5 minutes are tolerated)'],
    ],
    [
      'a time before all quizzes',
      { ...quiz, submitted_at: '1969-12-31T23:59:59Z' },
      ['/submitted_at: must lie in the years 1970 to 9999'],
    ],
    ['an unknown field', { ...quiz, score: 5 }, ['/score: is not a field that is known here']],
    [
      'unknown fields with awkward names',
      { ...quiz, 'a/b~c': 1, '': 2 },
      ['/a~1b~0c: is not a field that is known here', '/: is not a field that is known here'],
    ],
  ])('%s', async (_name, input, issues) => {
    expect(await issuesOf(input)).toEqual(issues);
  });

  it.each<[string, object, string]>([
    ['an unknown option', { selected_option: 'E' }, '/selected_option: must be one of A, B, C, D'],
    ['a missing option', { selected_option: undefined }, '/selected_option: is required'],
    ['correct as text', { correct: 'true' }, '/correct: must be true or false'],
    ['a page as text', { page_index: '12' }, '/page_index: must be a number'],
    ['a page that is no number', { page_index: Number.NaN }, '/page_index: must be a number'],
    ['a page without end', json('{"page_index":1e999}') as object, '/page_index: must be a number'],
    ['half a page', { page_index: 1.5 }, '/page_index: must be a whole number'],
    ['a negative page', { page_index: -1 }, '/page_index: must be at least 0'],
    ['a page too far', { page_index: 1_000_001 }, '/page_index: must be at most 1000000'],
    [
      'a long explanation',
      { explanation: 'x'.repeat(100_001) },
      '/explanation: must be at most 100000 characters',
    ],
    [
      'a NUL deep in data',
      { question_data: [{ text: 'a\0' }] },
      '/question_data: must not contain a NUL character',
    ],
    [
      'a prototype deep in data',
      json('{"question_data":[{"__proto__":{"polluted":1}}]}') as object,
      '/question_data: must not have a key named __proto__',
    ],
    ['a date in data', { question_data: { at: new Date(0) } }, '/question_data: must be JSON'],
    [
      'a contradiction',
      { selected_option: 'A', correct: true, correct_answer: 'B' },
      '/correct: contradicts correct_answer: correct must be true exactly when selected_option equals correct_answer',
    ],
  ])('%s in a response (faults 43, 45, 49)', async (_name, change, issue) => {
    const responses = [aResponse(), { ...aResponse(), ...change }];
    expect(await issuesOf({ ...quiz, responses })).toEqual([`/responses/1${issue}`]);
  });

  it('has every wrong field named at once', async () => {
    const issues = await issuesOf({
      user_id: '',
      quiz_type: 'micro',
      submitted_at: '2027-01-01T00:00:00Z',
      extra: 1,
      responses: [
        { ...aResponse(), topic: 7 },
        { ...aResponse({ correct: false, selected_option: 'C', correct_answer: 'C' }), quiz_id: '', more: 1 },
      ],
    });
    expect(issues.map((issue) => issue.slice(0, issue.indexOf(':'))).sort()).toEqual([
      '/extra',
      '/responses/0/topic',
      '/responses/1/correct',
      '/responses/1/more',
      '/responses/1/quiz_id',
      '/submitted_at',
      '/user_id',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'has an own key %s, and no prototype is touched (fault 43)',
    async (key) => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      const evil = `"${key}": { "polluted": true }`;
      const response = JSON.stringify(aResponse()).slice(0, -1);
      const text = `{ "user_id": "ada", "quiz_type": "micro", "responses": [${response}, ${evil}}], ${evil} }`;
      expect(await issuesOf(json(text))).toEqual([
        `/responses/0/${key}: is not a field that is known here`,
        `/${key}: is not a field that is known here`,
      ]);
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('is nested deeper than any stack, wherever that may be (fault 41)', async () => {
    const bomb = json(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    const objects = json(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    for (const deep of [bomb, objects]) {
      expect(await issuesOf(deep)).not.toEqual([]);
      expect(await issuesOf({ ...quiz, extra: deep })).toEqual(['/extra: is not a field that is known here']);
      expect(await issuesOf({ ...quiz, user_id: deep })).toEqual(['/user_id: must be text']);
      const responses = [{ ...aResponse(), question_data: deep }];
      expect(await issuesOf({ ...quiz, responses })).toEqual([
        '/responses/0/question_data: must not be nested deeper than 32 levels',
      ]);
    }
  });

  it('never makes anything throw, whatever it is', async () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withSparseArray: true,
      withDate: true,
      withMap: true,
    });
    const fields = fc.record(
      {
        user_id: anything,
        quiz_type: anything,
        responses: fc.oneof(anything, fc.array(anything)),
        submitted_at: anything,
      },
      { requiredKeys: [] },
    );
    const deps = makeDependencies();
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, fields), async (input) => {
        for (const submit of [submitQuiz, submitCourseQuiz, completeCourse]) {
          expect((await submit(deps, input))._unsafeUnwrapErr().type).toBe('invalid_input');
        }
      }),
    );
  });
});

describe('an id beside the input', () => {
  it('is checked together with the input', async () => {
    const refused = await upsertLearner(makeDependencies(), 'a\0', { email: 'nobody', age: 3 });
    expect(refused._unsafeUnwrapErr()).toEqual({
      type: 'invalid_input',
      issues: [
        { pointer: '/email', message: 'must be an e-mail address' },
        { pointer: '/age', message: 'is not a field that is known here' },
        { pointer: '/user_id', message: 'must not contain a NUL character' },
      ],
    });
  });
});
