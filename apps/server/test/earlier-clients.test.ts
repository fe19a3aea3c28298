import path from 'node:path';
import type { Completion, Submission } from '@quiz-sync/core';
import { loadConfiguration, type RunningServer, startServer } from '@quiz-sync/server';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keepingLog, type LogLine } from './serve-app.js';
import { temporaryDirectory } from './temporary-directory.js';

/**
 * A front end that talked to the system before this one: the addresses, fields, answers and log lines it and its people
 * know, by their own description of that system.
 */

const ANSWERED = {
  quiz_id: 'quiz_12',
  topic: 'Budgeting',
  selected_option: 'B',
  correct: false,
  correct_answer: 'C',
  explanation: 'A budget is a plan.',
  question_data: {
    question: 'What is a budget?',
    options: { A: 'A debt', B: 'A bank', C: 'A plan', D: 'A tax' },
    tags: ['money', null, 3],
  },
};

const QUIZ = {
  user_id: 'user_1',
  session_id: 'session_1',
  quiz_type: 'micro',
  selected_course_type: 'money-basics',
  responses: [ANSWERED, { quiz_id: 'quiz_13', topic: 'Saving', selected_option: 'A', correct: true }],
};

const COURSE_QUIZ = {
  user_id: 'user_1',
  session_id: 'session_1',
  course_id: 'money-basics',
  page_index: 3,
  selected_course_type: 'money-basics',
  ...ANSWERED,
};

const COMPLETION = { user_id: 'user_1', session_id: 'session_1', course_id: 'money-basics' };

const { question_data, explanation, correct_answer } = ANSWERED;

/** With what such a client sends to every address alike. */
const WHOLE_COMPLETION = {
  ...COMPLETION,
  ...{ selected_course_type: 'money-basics', question_data, explanation, correct_answer },
};

interface Service {
  readonly server: RunningServer;
  readonly lines: LogLine[];
  readonly store: string;
  send(method: string, target: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

async function started(): Promise<Service> {
  const store = path.join(temporaryDirectory(), 'quiz.db');
  const { log, lines } = keepingLog();
  const env = { PORT: '0', QUIZ_SYNC_STORE: `sqlite:${store}` };
  const server = (await startServer(loadConfiguration({ env })._unsafeUnwrap(), { log }))._unsafeUnwrap();
  onTestFinished(() => server.close());
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/plain, */*' };
  const send: Service['send'] = async (method, target, body) => {
    const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(server.url + target, init);
    return { status: answer.status, body: await answer.json() };
  };
  return { server, lines, store, send };
}

describe('a front end of the earlier system', () => {
  test('submits a quiz with all that it has, and reads its score from the answer', async () => {
    const { send } = await started();
    expect(await send('POST', '/api/quiz/submit', QUIZ)).toEqual({
      status: 201,
      body: {
        success: true,
        data: {
          submission_id: expect.any(String),
          user_id: 'user_1',
          quiz_type: 'micro',
          total_responses: 2,
          correct_responses: 1,
          overall_score: 50,
          topic_breakdown: [
            { topic: 'Budgeting', total: 1, correct: 0, score: 0 },
            { topic: 'Saving', total: 1, correct: 1, score: 100 },
          ],
          sync: { state: 'pending' },
        },
      },
    });
  });

  test('submits one question of a course, and completes the course', async () => {
    const { send } = await started();
    expect(await send('POST', '/api/course/quiz/submit', COURSE_QUIZ)).toMatchObject({
      status: 201,
      body: { success: true, data: { quiz_type: 'course', total_responses: 1, overall_score: 0 } },
    });
    expect(await send('POST', '/api/course/complete', WHOLE_COMPLETION)).toEqual({
      status: 201,
      body: {
        success: true,
        data: { ...COMPLETION, completed_at: expect.any(String), sync: { state: 'pending' } },
      },
    });
  });

  test.each(['/api/quiz/submit/', '/api/course/complete/'])(
    'may end a path with a slash: %s',
    async (target) => {
      const { send } = await started();
      const body = target.includes('quiz') ? QUIZ : COMPLETION;
      expect((await send('POST', target, body)).status).toBe(201);
    },
  );

  test('finds everything kept that it sent', async () => {
    const { send, server, store } = await started();
    const quiz = await send('POST', '/api/quiz/submit', QUIZ);
    const course = await send('POST', '/api/course/quiz/submit', COURSE_QUIZ);
    await send('POST', '/api/course/complete', WHOLE_COMPLETION);
    await server.close();
    expect(await kept(store, quiz.body)).toMatchObject(QUIZ);
    const { user_id, session_id, selected_course_type, ...response } = COURSE_QUIZ;
    expect(await kept(store, course.body)).toMatchObject({
      ...{ user_id, session_id, selected_course_type },
      quiz_type: 'course',
      responses: [response],
    });
    expect(await keptCompletions(store)).toEqual([{ ...WHOLE_COMPLETION, completed_at: expect.any(String) }]);
  });

  test.each([undefined, {}])(
    'forces a sync with %j, and reads the names it knows from the status',
    async (body) => {
      const { send } = await started();
      await send('POST', '/api/quiz/submit', QUIZ);
      expect((await send('POST', '/api/sync/force', body)).status).toBe(202);
      expect(await send('POST', '/api/sync/force?wait=true', body)).toMatchObject({ status: 200 });
      expect(await send('GET', '/api/sync/status')).toMatchObject({
        status: 200,
        body: {
          is_running: true,
          sync_in_progress: false,
          sync_enabled: true,
          last_sync_time: expect.any(String),
          statistics: {
            total_syncs: expect.any(Number),
            successful_syncs: expect.any(Number),
            failed_syncs: 0,
            last_sync_duration: expect.any(Number),
          },
        },
      });
    },
  );
});

test('its people find the lines in the log that they search for', async () => {
  const { send, lines } = await started();
  await send('POST', '/api/quiz/submit', QUIZ);
  await send('POST', '/api/course/quiz/submit', COURSE_QUIZ);
  await send('POST', '/api/course/complete', COMPLETION);
  await send('POST', '/api/sync/force?wait=true');
  const told = lines.map(({ message }) => message);
  expect(told).toEqual(
    expect.arrayContaining([
      'Background sync triggered for user user_1 after quiz submission',
      'Background sync triggered for user user_1 after course quiz submission',
      'Background sync triggered for user user_1 after course completion',
      'Forcing immediate sync to Google Sheets',
      'Background sync successful: 1 user profiles synced to Google Sheets',
    ]),
  );
});

async function keptCompletions(location: string): Promise<Completion[]> {
  const store = await openSqliteStore(location);
  try {
    return (await store.courses.completionsOf([COMPLETION.user_id]))._unsafeUnwrap();
  } finally {
    await store.close();
  }
}

/** The submission that an answer names, as it lies in the store. */
async function kept(location: string, answer: unknown): Promise<Submission | undefined> {
  const { data } = answer as { data: { submission_id: string } };
  const store = await openSqliteStore(location);
  try {
    return (await store.submissions.find(data.submission_id))._unsafeUnwrap();
  } finally {
    await store.close();
  }
}
