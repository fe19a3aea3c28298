import { completion, course, type Intake, learner, session, submission } from '../crash/facts.ts';
import type { Chance } from './chance.ts';

const LEARNERS = 24;
const COURSES = ['algebra', 'botany', 'chess', 'drawing', 'ethics'];
const TOPICS = ['Fractions', '=SUM(A1:A9)', 'Wörter & Sätze', '007', 'Algebra'];
const FIRST = Date.parse('2026-01-05T06:00:00.000Z');

/** Makes up what clients send. */
export interface IntakeSource {
  /** Something that is not about what another request still under way is about. */
  next(chance: Chance): Intake;
  /** The request was answered with 2xx: others may be about the same from now on. */
  done(intake: Intake): void;
  /** A session in which nothing has happened, for a clean-up to find. */
  emptySession(): { readonly id: string; readonly intake: Intake };
}

export function newIntakeSource(): IntakeSource {
  let number = 0;
  const busy = new Map<Intake, string>();
  const completed = new Set<string>();

  /** Every request has a time of its own, so that "the latest" is always one. */
  function nextTime(): string {
    number += 1;
    return new Date(FIRST + number * 97 * 60_000).toISOString();
  }

  /** Two changes of one document at once would leave it open which one came last. */
  function alone(subject: string, intake: Intake): Intake | undefined {
    if ([...busy.values()].includes(subject)) return undefined;
    busy.set(intake, subject);
    return intake;
  }

  function makeUp(chance: Chance): Intake | undefined {
    const draw = chance.between(1, 100);
    const pupil = chance.between(1, LEARNERS);
    const courseId = chance.pick(COURSES);
    if (draw <= 64) return quiz(chance, pupil, courseId);
    if (draw <= 72) return complete(pupil, courseId);
    if (draw <= 86) return rename(chance, pupil);
    if (draw <= 96) return talk(chance, pupil);
    return alone(`course ${courseId}`, course(courseId, { title: `${courseId}, edition ${number}` }));
  }

  function quiz(chance: Chance, pupil: number, courseId: string): Intake {
    const submitted_at = nextTime();
    const responses = Array.from({ length: chance.between(1, 6) }, (_, index) => {
      // Else a course's first title could take away a row that comes back later, without people's note.
      const topic = chance.percent(40)
        ? { topic: `Topics of ${courseId}`, course_id: courseId, page_index: chance.between(0, 12) }
        : { topic: chance.pick(TOPICS) };
      return {
        quiz_id: `${number}-${index}`,
        selected_option: chance.pick(['A', 'B', 'C', 'D'] as const),
        correct: chance.percent(60),
        ...topic,
      };
    });
    return submission({
      submission_id: `submission-${number}`,
      user_id: `learner-${pupil}`,
      session_id: `session-${pupil}`,
      quiz_type: 'micro',
      submitted_at,
      responses,
    });
  }

  function complete(pupil: number, courseId: string): Intake | undefined {
    const id = `${pupil} ${courseId}`;
    if (completed.has(id)) return undefined;
    completed.add(id);
    const user_id = `learner-${pupil}`;
    const session_id = `session-${pupil}`;
    return completion({ user_id, course_id: courseId, session_id, completed_at: nextTime() });
  }

  function rename(chance: Chance, pupil: number): Intake | undefined {
    const body = { first_name: `Name ${chance.between(1, 999)}`, email: `pupil${pupil}@example.org` };
    return alone(`learner ${pupil}`, learner(`learner-${pupil}`, body));
  }

  function talk(chance: Chance, pupil: number): Intake | undefined {
    const body = {
      user_id: `learner-${pupil}`,
      last_activity: nextTime(),
      messages_per_session: chance.between(1, 40),
      session_duration: chance.between(1, 4_000) / 4,
      confidence_rating: chance.between(0, 100),
    };
    return alone(`session ${pupil}`, session(`session-${pupil}`, body));
  }

  return {
    next(chance) {
      for (;;) {
        const intake = makeUp(chance);
        if (intake !== undefined) return intake;
      }
    },
    done: (intake) => {
      busy.delete(intake);
    },
    emptySession() {
      const last_activity = nextTime();
      const id = `empty-${number}`;
      const body = { user_id: 'learner-1', last_activity, messages_per_session: 0 };
      return { id, intake: session(id, body) };
    },
  };
}
