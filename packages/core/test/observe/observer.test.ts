import { describe, expect, it } from 'vitest';
import { noObserver, observers } from '../../src/ports/observer.js';
import { answer, makeApplication } from '../sync/make-application.js';
import { keepingObserver } from './keeping-observer.js';

function watchedApplication() {
  const observer = keepingObserver();
  return { ...makeApplication({ observer }), observer };
}

describe('an observer', () => {
  it('is told of a run, of each call in it, and of its end', async () => {
    const { observer, quizSync, ...app } = watchedApplication();
    await quizSync.setUp();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    observer.events.length = 0;
    await app.sync();
    const [started, ...rest] = observer.events;
    const [run] = (await quizSync.syncRuns(1))._unsafeUnwrap();
    const runId = run?.run_id;
    expect(started).toEqual(['runStarted', { runId }]);
    expect(rest).toEqual([
      ['sheetCalled', expect.objectContaining({ kind: 'read', code: 'ok', runId, batchId: undefined })],
      ['sheetCalled', expect.objectContaining({ kind: 'write', code: 'ok', runId })],
      ['runEnded', { runId, result: 'succeeded', durationMs: expect.any(Number), code: undefined }],
    ]);
    const [entry] = app.sheets.batches.slice(-1);
    expect(rest[1]?.[1]).toMatchObject({ batchId: entry?.batch.to });
  });

  it('is told how a call failed, and with which code the run did', async () => {
    const { observer, ...app } = watchedApplication();
    await app.submit({ user_id: 'u1' });
    app.sheets.faults.fail({ type: 'spreadsheet_not_found', message: 'none of that id' });
    observer.events.length = 0;
    await app.sync();
    expect(observer.events.slice(1)).toMatchObject([
      ['sheetCalled', { kind: 'read', code: 'spreadsheet_not_found' }],
      ['runEnded', { result: 'failed', code: 'spreadsheet_not_found' }],
    ]);
  });

  it('is told of a run under which the store failed, once', async () => {
    const { observer, ...app } = watchedApplication();
    await app.submit({ user_id: 'u1' });
    app.sheets.faults.beforeNextRead(() => app.store.faults.fail());
    await app.sync();
    const ends = observer.events.filter(([name]) => name === 'runEnded');
    expect(ends).toMatchObject([['runEnded', { result: 'interrupted', code: 'store_unavailable' }]]);
  });

  it('is told of what reads or writes without being a run', async () => {
    const { observer, quizSync } = watchedApplication();
    await quizSync.setUp();
    await quizSync.plan();
    const calls = observer.events.filter(([name]) => name === 'sheetCalled');
    expect(calls.length).toBeGreaterThan(2);
    for (const [, facts] of calls) expect(facts).toMatchObject({ runId: undefined });
  });

  it('is told what came of each submission, and nothing of who sent it', async () => {
    const { observer, quizSync, store } = watchedApplication();
    const quiz = { user_id: 'u1', quiz_type: 'micro', submission_id: 's1', responses: [answer()] };
    await quizSync.submitQuiz(quiz);
    await quizSync.submitQuiz(quiz);
    await quizSync.submitQuiz({ ...quiz, user_id: 'somebody else' });
    await quizSync.submitQuiz({ ...quiz, responses: [] });
    await quizSync.submitQuiz({ ...quiz, quiz_type: 'something long that somebody made up' });
    await quizSync.submitQuiz('nothing of the kind');
    await quizSync.submitCourseQuiz({ user_id: 'u1' });
    store.faults.failNext('submissions.insert');
    await quizSync.submitQuiz({ ...quiz, quiz_type: 'diagnostic', submission_id: 's2' });
    const told = observer.events.filter(([name]) => name === 'submissionAnswered').map(([, facts]) => facts);
    expect(told).toEqual([
      { quizType: 'micro', result: 'stored' },
      { quizType: 'micro', result: 'repeat' },
      { quizType: 'micro', result: 'conflict' },
      { quizType: 'micro', result: 'invalid' },
      { quizType: 'unknown', result: 'invalid' },
      { quizType: 'unknown', result: 'invalid' },
      { quizType: 'course', result: 'invalid' },
      { quizType: 'diagnostic', result: 'failed' },
    ]);
  });

  it('is told when a sync is asked for, and not when nothing was stored', async () => {
    const { observer, quizSync, ...app } = watchedApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await quizSync.forceSync();
    await quizSync.submitQuiz({});
    expect(observer.events.filter(([name]) => name === 'syncRequested')).toHaveLength(2);
  });

  it('may be several', () => {
    const [one, other] = [keepingObserver(), keepingObserver()];
    const all = observers([one, noObserver, other]);
    all.runStarted({ runId: 'r1' });
    all.syncRequested();
    expect(one.events).toEqual([['runStarted', { runId: 'r1' }], ['syncRequested']]);
    expect(other.events).toEqual(one.events);
  });
});

describe('a line of the log', () => {
  it('names the run it belongs to, and the batch', async () => {
    const app = makeApplication();
    await app.submit({ submission_id: 's1', user_id: 'u1' });
    await app.sync();
    const [run] = (await app.quizSync.syncRuns(1))._unsafeUnwrap();
    const ofRun = app.log.entries.slice(app.log.messages().indexOf('A batch was applied'));
    expect(ofRun.map(({ fields }) => fields['run_id'])).toEqual(ofRun.map(() => run?.run_id));
    const applied = ofRun.filter(({ message }) => message === 'A batch was applied');
    expect(applied.at(-1)?.fields['batch_id']).toBe(app.sheets.batches.at(-1)?.batch.to);
    expect(app.log.messages().at(-1)).toBe(
      'Background sync successful: 1 user profiles synced to Google Sheets',
    );
  });
});
