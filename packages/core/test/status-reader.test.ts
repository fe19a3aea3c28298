import { aSubmission } from '@quiz-sync/testing';
import { expect, it } from 'vitest';
import { createQuizSync } from '../src/create-quiz-sync.js';
import { statusReader } from '../src/status-reader.js';
import { makeDependencies } from './use-cases/make-dependencies.js';

it('tells what the whole application would tell, and does nothing', async () => {
  const { store, sheets, scheduler, clock } = makeDependencies();
  (await store.submissions.insert(aSubmission({ submission_id: 's1' })))._unsafeUnwrap();
  const settings = { syncOnStart: false, timeZone: 'Asia/Tokyo' };
  const parts = { store, sheets, scheduler, clock, settings };
  const told = (await statusReader(parts).syncStatus())._unsafeUnwrap();
  expect(told).toMatchObject({ state: 'pending', pending: { total: 1 } });
  const whole = createQuizSync(parts);
  expect((await whole.syncStatus())._unsafeUnwrap()).toEqual(told);
  (await whole.stop())._unsafeUnwrap();
});

it('refuses settings that cannot be', () => {
  const { store, sheets, scheduler } = makeDependencies();
  expect(() => statusReader({ store, sheets, scheduler, settings: { timeZone: 'Mars' } })).toThrow(TypeError);
});
