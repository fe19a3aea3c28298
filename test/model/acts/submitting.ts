import fc from 'fast-check';
import { expect } from 'vitest';
import type { SubmissionFact } from '../facts.ts';
import { type Model, next, workOut } from '../model.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { draft, finish } from './drafts.ts';
import { choice, course, pick, session, user, which } from './names.ts';

/** Sends it, and answers whether it is told, or may be told, as a repeat. */
async function send(model: Model, world: World, process: number, fact: SubmissionFact): Promise<boolean> {
  const { result, again } = await world.ask(process, (quizSync) => quizSync[fact.by](fact.sent));
  const { receipt, repeat } = result._unsafeUnwrap();
  expect(receipt).toMatchObject({
    submission_id: fact.submission_id,
    total_responses: fact.responses.length,
    correct_responses: fact.responses.filter(({ correct }) => correct).length,
  });
  model.facts.submissions.set(fact.submission_id, fact);
  workOut(model);
  return repeat || again;
}

const submit = fc.tuple(which, draft).map(
  ([process, drafted]): Act => ({
    label: `submit(${process}, ${JSON.stringify(drafted)})`,
    run: async (model, world) => void (await send(model, world, process, finish(model, world, drafted))),
  }),
);

const submitTogether = fc.array(draft, { minLength: 1, maxLength: 3 }).map(
  (drafts): Act => ({
    label: `submit together(${JSON.stringify(drafts)})`,
    run: async (model, world) => {
      const facts = drafts.map((drafted) => finish(model, world, drafted));
      const sent = [...facts, ...facts.slice(0, 1)];
      const repeats = await Promise.all(sent.map((fact, index) => send(model, world, index, fact)));
      expect(repeats, 'of two alike one is a repeat').toContain(true);
    },
  }),
);

const courseQuiz = fc
  .record({ process: which, user_id: user, session_id: session, course_id: course, page_index: choice })
  .map(
    ({ process, page_index, ...rest }): Act => ({
      label: `course quiz(${process}, ${JSON.stringify(rest)}, ${page_index % 4})`,
      run: async (model, world) => {
        const { course_id, ...about } = { ...rest, submission_id: `q${next(model)}` };
        const flat = {
          course_id,
          page_index: page_index % 4,
          selected_option: 'C',
          correct: page_index % 2 === 0,
        };
        world.advance(1);
        const at = world.now();
        const sent = { ...about, ...flat, submitted_at: new Date(at).toISOString() };
        const response = { ...flat, quiz_id: `${course_id}:${flat.page_index}`, topic: course_id };
        const fact: SubmissionFact = { ...about, at, responses: [response], sent, by: 'submitCourseQuiz' };
        await send(model, world, process, fact);
      },
    }),
  );

const repeat = fc.tuple(which, choice).map(
  ([process, chosen]): Act => ({
    label: `repeat(${process}, ${chosen})`,
    run: async (model, world) => {
      const known = pick(model.facts.submissions.values(), chosen);
      if (known === undefined) return;
      expect(await send(model, world, process, known), 'told as a repeat').toBe(true);
    },
  }),
);

const reuse = fc.tuple(which, choice).map(
  ([process, chosen]): Act => ({
    label: `reuse an id(${process}, ${chosen})`,
    run: async (model, world) => {
      const known = pick(model.facts.submissions.values(), chosen);
      if (known === undefined) return;
      const other = { ...known.sent, user_id: 'somebody else' };
      const { result } = await world.ask(process, (quizSync) => quizSync[known.by](other));
      expect(result._unsafeUnwrapErr().type).toBe('submission_id_reused');
    },
  }),
);

export const submitting: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: submit },
  { weight: 2, arbitrary: courseQuiz },
  { weight: 1, arbitrary: submitTogether },
  { weight: 1, arbitrary: repeat },
  { weight: 1, arbitrary: reuse },
);
