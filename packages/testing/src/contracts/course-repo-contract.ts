import { completionChangeId } from '@quiz-sync/core';
import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import { aCompletion } from '../builders/a-document.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll, pendingIds, refOf } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function courseRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('CourseRepo', () => {
    const subject = storeUnderTest(test, harness);
    catalogue(test, subject);
    completions(test, subject);
    awkwardCompletions(test, subject);
  });
}

function catalogue({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes a course, pending, and merges what is said later', async () => {
    const { courses } = subject.store();
    const first = await succeed(courses.upsert('course-1', { title: 'Maths' }));
    expect(first).toEqual({
      course: { course_id: 'course-1', title: 'Maths', version: first.course.version },
      changed: true,
    });
    const second = await succeed(courses.upsert('course-1', { page_count: 0, title: undefined }));
    expect(second.course).toMatchObject({ title: 'Maths', page_count: 0 });
    expect(second.course.version).toBeGreaterThan(first.course.version);
    expect(await loadAll(subject.store())).toMatchObject([
      { kind: 'course', course_id: 'course-1', version: second.course.version },
    ]);
  });

  it('raises nothing when the facts are already so', async () => {
    const { courses } = subject.store();
    const { course } = await succeed(courses.upsert('course-1', { title: 'Maths', page_count: 3 }));
    await acknowledgeAll(subject.store());
    for (const facts of [{ title: 'Maths' }, { page_count: 3 }, {}])
      expect(await succeed(courses.upsert('course-1', facts))).toEqual({ course, changed: false });
    expect(await loadAll(subject.store())).toHaveLength(0);
  });

  it('finds the courses it knows, once each', async () => {
    const { courses } = subject.store();
    const { course } = await succeed(courses.upsert('course-1', { title: 'Maths' }));
    await succeed(courses.upsert('course-2', {}));
    expect(await succeed(courses.findMany([]))).toEqual([]);
    expect(await succeed(courses.findMany(['course-9', 'course-1', 'course-1']))).toEqual([course]);
    expect(await succeed(courses.findMany(['course-1', 'course-2']))).toHaveLength(2);
  });

  it('keeps awkward ids and titles exactly, and apart', async () => {
    const { courses } = subject.store();
    for (const text of AWKWARD_TEXTS) await succeed(courses.upsert(text, { title: text }));
    const found = await succeed(courses.findMany(AWKWARD_TEXTS));
    expect(found.map(({ course_id }) => course_id).sort()).toEqual([...AWKWARD_TEXTS].sort());
    for (const course of found) expect(course.title).toBe(course.course_id);
  });
}

function completions({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('stores a completion, pending', async () => {
    const { courses } = subject.store();
    const completion = aCompletion({
      session_id: 'session-1',
      selected_course_type: 'algebra',
      explanation: 'Both sides alike.',
      correct_answer: 'B',
      question_data: { $set: { 'a.b': [null, 1] } },
    });
    expect(await succeed(courses.complete(completion))).toStrictEqual({ completion, inserted: true });
    const [change] = await loadAll(subject.store());
    expect(change).toMatchObject({ kind: 'completion', completion });
    expect(await succeed(courses.completionsOf(['learner-1']))).toStrictEqual([completion]);
  });

  it('keeps the first of several', async () => {
    const { courses } = subject.store();
    const first = aCompletion();
    await succeed(courses.complete(first));
    await acknowledgeAll(subject.store());
    const later = aCompletion({ completed_at: '2026-03-05T00:00:00.000Z', session_id: 'session-2' });
    expect(await succeed(courses.complete(later))).toStrictEqual({ completion: first, inserted: false });
    expect(await loadAll(subject.store())).toHaveLength(0);
    expect(await succeed(courses.completionsOf(['learner-1']))).toStrictEqual([first]);
  });

  it('keeps one of a hundred at once', async () => {
    const { courses } = subject.store();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        succeed(courses.complete(aCompletion({ session_id: `session-${index}` }))),
      ),
    );
    const [winner, ...others] = outcomes.filter(({ inserted }) => inserted);
    expect(others).toEqual([]);
    for (const { completion } of outcomes) expect(completion).toStrictEqual(winner?.completion);
  });

  it('answers all completions of the learners asked for', async () => {
    const { courses } = subject.store();
    for (const user_id of ['learner-1', 'learner-2', 'learner-3'])
      for (const course_id of ['course-1', 'course-2'])
        await succeed(courses.complete(aCompletion({ user_id, course_id })));
    const found = await succeed(courses.completionsOf(['learner-1', 'learner-3', 'learner-1', 'nobody']));
    expect(found.map(({ user_id, course_id }) => `${user_id} ${course_id}`).sort()).toEqual([
      'learner-1 course-1',
      'learner-1 course-2',
      'learner-3 course-1',
      'learner-3 course-2',
    ]);
    expect(await succeed(courses.completionsOf([]))).toEqual([]);
  });
}

function awkwardCompletions({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps pairs of awkward ids exactly, and apart', async () => {
    const { courses, pending } = subject.store();
    const pairs = AWKWARD_TEXTS.flatMap((text) => [
      aCompletion({ user_id: text, course_id: 'course' }),
      aCompletion({ user_id: 'learner', course_id: text, session_id: text }),
    ]).concat(
      aCompletion({ user_id: 'a:b', course_id: 'c' }),
      aCompletion({ user_id: 'a', course_id: 'b:c' }),
    );
    for (const completion of pairs)
      expect(await succeed(courses.complete(completion))).toStrictEqual({ completion, inserted: true });
    const ids = pairs.map(({ user_id, course_id }) => `completion ${completionChangeId(user_id, course_id)}`);
    expect(await pendingIds(subject.store())).toEqual(ids.sort());
    await acknowledgeAll(subject.store());
    expect(await succeed(pending.count())).toMatchObject({ total: 0 });
    const found = await succeed(courses.completionsOf([...AWKWARD_TEXTS, 'learner', 'a', 'a:b']));
    expect(found).toHaveLength(pairs.length);
  });

  it('is named as a change by both of its ids', async () => {
    await succeed(subject.store().courses.complete(aCompletion()));
    await acknowledgeAll(subject.store());
    const id = completionChangeId('learner-1', 'course-1');
    await succeed(subject.store().pending.requeue([{ kind: 'completion', id }]));
    expect((await loadAll(subject.store())).map((change) => refOf(change).id)).toEqual([id]);
  });
}
