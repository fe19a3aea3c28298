import path from 'node:path';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { capturedProcess } from './capture.js';
import { type Workplace, workplace } from './spawned-cli.js';

async function filledPlace(): Promise<Workplace> {
  const here = await workplace();
  const store = await openSqliteStore(path.join(here.folder, 'quiz.db'));
  for (const user_id of ['ada', 'bob'])
    await store.submissions.insert({
      submission_id: `${user_id}-1`,
      user_id,
      quiz_type: 'micro',
      submitted_at: '2026-11-20T12:00:00.000Z',
      responses: [{ quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true }],
    });
  await store.close();
  return here;
}

async function erase(here: Workplace, words: string, typed?: string) {
  const store = `sqlite:${path.join(here.folder, 'quiz.db')}`;
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return typed;
  };
  const captured = capturedProcess(['erase', ...words.split(' '), '--store', store]);
  const code = await runCli(typed === undefined ? captured : { ...captured, ask });
  return { code, questions, out: captured.stdout.text(), err: captured.stderr.text() };
}

describe('erasing a learner', () => {
  test('removes what is stored of one, and of nobody else', async () => {
    await using here = await filledPlace();
    const first = await erase(here, 'ada --json');
    expect({ code: first.code, ...JSON.parse(first.out) }).toMatchObject({
      code: 0,
      user_id: 'ada',
      removed: { submissions: 1, responses: 1 },
    });
    expect((await erase(here, 'ada')).out).toBe('Nothing is stored of ada\n');
    const status = JSON.parse((await here.run('status --json --store sqlite:quiz.db')).out);
    expect(status.submissions).toBe(1);
  });

  test('asks at a terminal, and does nothing without a yes', async () => {
    await using here = await filledPlace();
    const refused = await erase(here, 'ada', 'no');
    expect(refused).toMatchObject({
      code: 130,
      out: '',
      err: expect.stringContaining('Nothing was changed.'),
    });
    expect(refused.questions).toEqual(['Erase everything stored of "ada"? It cannot be undone. [y/N] ']);
    expect((await erase(here, 'ada', 'y')).out).toContain('Erased ada: 1 submission, 1 response');
  });

  test('refuses what is no id', async () => {
    await using here = await filledPlace();
    const { code, err } = await erase(here, 'x'.repeat(201));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('LEARNER must be at most 200') });
  });
});
