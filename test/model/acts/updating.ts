import fc from 'fast-check';
import { expect } from 'vitest';
import type { SessionFact } from '../facts.ts';
import { type Model, workOut } from '../model.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { course, session, title, user, which } from './names.ts';

const complete = fc
  .record(
    { process: which, user_id: user, course_id: course, session_id: session },
    { requiredKeys: ['process', 'user_id', 'course_id'] },
  )
  .map(
    ({ process, ...about }): Act => ({
      label: `complete(${process}, ${JSON.stringify(about)})`,
      run: async (model, world) => {
        world.advance(1);
        const at = world.now();
        const { result, again } = await world.ask(process, (quizSync) =>
          quizSync.completeCourse({ ...about, completed_at: new Date(at).toISOString() }),
        );
        const id = `${about.user_id} ${about.course_id}`;
        const known = model.facts.completions.has(id);
        expect(result._unsafeUnwrap().repeat || again, 'told as a repeat').toBe(known || again);
        if (!known) model.facts.completions.set(id, { ...about, at });
        workOut(model);
      },
    }),
  );

const nameLearner = fc
  .record({
    process: which,
    userId: user,
    facts: fc.record(
      { first_name: fc.constantFrom('Ada', 'Bo', '=Cy'), last_name: fc.constantFrom('L', '0042') },
      { requiredKeys: [] },
    ),
  })
  .map(
    ({ process, userId, facts }): Act => ({
      label: `name learner(${process}, ${userId}, ${JSON.stringify(facts)})`,
      run: async (model, world) => {
        const { result } = await world.ask(process, (quizSync) => quizSync.upsertLearner(userId, facts));
        expect(result._unsafeUnwrap()).toMatchObject(facts);
        model.facts.learners.set(userId, { ...model.facts.learners.get(userId), ...facts });
        workOut(model);
      },
    }),
  );

const describeCourse = fc
  .record({
    process: which,
    courseId: course,
    facts: fc.record({ title, page_count: fc.nat({ max: 9 }) }, { requiredKeys: [] }),
  })
  .map(
    ({ process, courseId, facts }): Act => ({
      label: `describe course(${process}, ${courseId}, ${JSON.stringify(facts)})`,
      run: async (model, world) => {
        const { result } = await world.ask(process, (quizSync) => quizSync.upsertCourse(courseId, facts));
        expect(result._unsafeUnwrap()).toMatchObject(facts);
        model.facts.courses.set(courseId, { ...model.facts.courses.get(courseId), ...facts });
        workOut(model);
      },
    }),
  );

const tellSession = fc
  .record({
    process: which,
    sessionId: session,
    /** Whose it is: not always known from the beginning, and sometimes told wrongly at first. */
    learner: fc.option(user, { freq: 2 }),
    facts: fc.record(
      {
        messages_per_session: fc.nat({ max: 2 }),
        session_duration: fc.nat({ max: 3 }),
        pretest_completed: fc.boolean(),
        confidence_rating: fc.constantFrom(0, 50.5),
      },
      { requiredKeys: [] },
    ),
  })
  .map(
    ({ process, sessionId, learner, facts: told }): Act => ({
      label: `tell session(${process}, ${sessionId}, ${learner}, ${JSON.stringify(told)})`,
      run: async (model, world) => {
        const facts = learner === null ? told : { ...told, user_id: learner };
        const { result } = await world.ask(process, (quizSync) => quizSync.upsertSession(sessionId, facts));
        const { created_at } = result._unsafeUnwrap();
        const { sessions } = model.facts;
        sessions.set(sessionId, { ...sessions.get(sessionId), ...facts, created_at: Date.parse(created_at) });
        workOut(model);
      },
    }),
  );

const cleanUp = fc.tuple(which, fc.constantFrom(0, 86_400_000)).map(
  ([process, olderThanMs]): Act => ({
    label: `clean up(${process}, ${olderThanMs})`,
    run: async (model, world) => {
      const before = world.now() - olderThanMs;
      const empty = emptySessions(model, before);
      const { result, again } = await world.ask(process, (quizSync) =>
        quizSync.cleanUpSessions({ olderThanMs, dryRun: false }),
      );
      const { removed } = result._unsafeUnwrap();
      const gone = await goneSessions(model, world);
      expect(empty, 'sessions that may be cleaned up').toEqual(expect.arrayContaining(gone));
      if (!again) expect(removed).toBe(gone.length);
      for (const sessionId of gone) model.facts.sessions.delete(sessionId);
      workOut(model);
    },
  }),
);

function emptySessions({ facts }: Model, before: number): string[] {
  const named = new Set(
    [...facts.submissions.values(), ...facts.completions.values()].map(({ session_id }) => session_id),
  );
  const isEmpty = ([id, session]: [string, SessionFact]): boolean =>
    (session.messages_per_session ?? 0) === 0 && session.created_at < before && !named.has(id);
  return [...facts.sessions].filter(isEmpty).map(([id]) => id);
}

async function goneSessions({ facts }: Model, { store }: World): Promise<string[]> {
  const ids = [...facts.sessions.keys()];
  const left = (await store.sessions.findMany(ids))._unsafeUnwrap().map(({ session_id }) => session_id);
  return ids.filter((id) => !left.includes(id));
}

export const updating: fc.Arbitrary<Act> = fc.oneof(
  complete,
  nameLearner,
  describeCourse,
  tellSession,
  cleanUp,
);
