import { expect, it } from 'vitest';
import { expectExact, keysOf, makeApplication, rowOf } from './make-application.js';

it("a session that turns out to be another learner's counts for the first one no more", async () => {
  const app = makeApplication();
  await app.submit({ submission_id: 'q1', user_id: 'u1' });
  await app.submit({ submission_id: 'q2', user_id: 'u2' });
  await app.quizSync.upsertSession('s1', { user_id: 'u1', messages_per_session: 1 });
  await app.drain();
  await app.quizSync.upsertSession('s1', { user_id: 'u2' });
  await app.drain();
  expect(rowOf(app.sheets, 'profiles', 'u2')).toMatchObject({ total_chats: 1 });
  expect(rowOf(app.sheets, 'profiles', 'u1')).toMatchObject({ total_chats: 0 });
  await expectExact(app, ['q1', 'q2']);
});

it("a learner known by a chat alone goes, key and all, when the chat was another one's", async () => {
  const app = makeApplication();
  await app.quizSync.upsertSession('s1', { user_id: 'u1', messages_per_session: 1 });
  await app.drain();
  await app.quizSync.upsertSession('s1', { user_id: 'u2' });
  await app.drain();
  expect(keysOf(app.sheets, 'profiles')).toEqual(['u2']);
});
