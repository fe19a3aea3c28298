import { describe, expect, it } from 'vitest';
import { upsertCourse } from '../../src/use-cases/upsert-course.js';
import { upsertLearner } from '../../src/use-cases/upsert-learner.js';
import { upsertSession } from '../../src/use-cases/upsert-session.js';
import { makeDependencies } from './make-dependencies.js';

describe.each([
  [
    'upsertLearner',
    upsertLearner,
    { first_name: 'Ada' },
    { last_name: 'Lovelace' },
    'learner update',
    'user_id',
  ],
  ['upsertCourse', upsertCourse, { title: 'Botany' }, { page_count: 7 }, 'course update', 'course_id'],
  [
    'upsertSession',
    upsertSession,
    { user_id: 'ada' },
    { session_duration: 1.5 },
    'session update',
    'session_id',
  ],
] as const)('%s', (_name, upsert, facts, more, occasion, idField) => {
  it('merges facts and asks for a sync', async () => {
    const deps = makeDependencies();
    await upsert(deps, 'the-id', facts);
    const merged = (
      await upsert(deps, 'the-id', {
        ...more,
        ...Object.fromEntries(Object.keys(facts).map((key) => [key, undefined])),
      })
    )._unsafeUnwrap();
    expect(merged).toMatchObject({ [idField]: 'the-id', ...facts, ...more });
    expect(deps.scheduler.requests.map(({ reason }) => reason)).toEqual([occasion, occasion]);
    expect(deps.log.messages('debug')).toHaveLength(2);
    expect(deps.log.messages('info')).toEqual([]);
  });

  it('asks for nothing when nothing changed', async () => {
    const deps = makeDependencies();
    await upsert(deps, 'the-id', facts);
    const again = (await upsert(deps, 'the-id', facts))._unsafeUnwrap();
    expect(again.version).toBe(1);
    expect(deps.scheduler.requests).toHaveLength(1);
  });

  it('refuses a bad id and unknown facts together', async () => {
    const deps = makeDependencies();
    const refused = await upsert(deps, '', { ...facts, version: 3 });
    expect(refused._unsafeUnwrapErr()).toEqual({
      type: 'invalid_input',
      issues: [
        { pointer: '/version', message: 'is not a field that is known here' },
        { pointer: `/${idField}`, message: 'must not be empty' },
      ],
    });
    expect(deps.scheduler.requests).toEqual([]);
  });

  it('warns when no sync can be asked for', async () => {
    const deps = makeDependencies();
    await deps.scheduler.stop();
    expect((await upsert(deps, 'the-id', facts)).isOk()).toBe(true);
    expect(deps.log.messages('warn')).toEqual([`Failed to trigger background sync after ${occasion}`]);
  });
});

describe('upsertSession', () => {
  it('notes when it first heard of the session', async () => {
    const deps = makeDependencies();
    await upsertSession(deps, 's-1', {});
    deps.clock.advance(60_000);
    const session = (await upsertSession(deps, 's-1', { messages_per_session: 2 }))._unsafeUnwrap();
    expect(session.created_at).toBe('2026-03-02T10:00:00.000Z');
  });
});
