import { describe, expect, it } from 'vitest';
import { completeCourse } from '../../src/use-cases/complete-course.js';
import { makeDependencies } from './make-dependencies.js';

const input = { user_id: 'ada', course_id: 'course-1', session_id: 'session-1' };
const stored = { ...input, completed_at: '2026-03-02T10:00:00.000Z' };

describe('completeCourse', () => {
  it('stores the completion now, and asks for a sync in the words that people search for', async () => {
    const deps = makeDependencies();
    const completed = (await completeCourse(deps, input))._unsafeUnwrap();
    expect(completed).toEqual({ completion: stored, repeat: false, sync: { state: 'pending' } });
    expect((await deps.store.courses.completionsOf(['ada']))._unsafeUnwrap()).toEqual([stored]);
    expect(deps.scheduler.requests).toEqual([{ reason: 'course completion', urgent: false }]);
    expect(deps.log.messages('info')).toEqual([
      'Background sync triggered for user ada after course completion',
    ]);
  });

  it('lets the first completion stay', async () => {
    const deps = makeDependencies();
    await completeCourse(deps, input);
    const again = await completeCourse(deps, {
      ...input,
      completed_at: '2026-01-01T00:00:00Z',
      session_id: 'other',
    });
    expect(again._unsafeUnwrap()).toEqual({ completion: stored, repeat: true, sync: { state: 'pending' } });
    expect(deps.scheduler.requests).toHaveLength(1);
  });

  it('warns when no sync can be asked for', async () => {
    const deps = makeDependencies();
    await deps.scheduler.stop();
    expect((await completeCourse(deps, input)).isOk()).toBe(true);
    expect(deps.log.messages()).toEqual(['Failed to trigger background sync after course completion']);
  });

  it.each([
    ['a missing course', { course_id: undefined }, '/course_id', 'is required'],
    [
      'the future',
      { completed_at: '2026-03-02T10:05:01Z' },
      '/completed_at',
      'must not lie in the future (5 minutes are tolerated)',
    ],
    ['an unknown field', { score: 1 }, '/score', 'is not a field that is known here'],
  ])('refuses %s', async (_name, change, pointer, message) => {
    const refused = await completeCourse(makeDependencies(), { ...input, ...change });
    expect(refused._unsafeUnwrapErr()).toEqual({ type: 'invalid_input', issues: [{ pointer, message }] });
  });

  it('takes a clock that is five minutes ahead', async () => {
    const ahead = { ...input, completed_at: '2026-03-02T10:05:00Z' };
    expect((await completeCourse(makeDependencies(), ahead)).isOk()).toBe(true);
  });
});
