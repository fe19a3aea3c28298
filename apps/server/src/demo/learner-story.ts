import { COURSES, type DemoCourse, FIRST_NAMES, LAST_NAMES } from './catalogue.js';
import { DAYS, type DemoStep } from './demo-step.js';
import type { SeededRandom } from './seeded-random.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Who learns, and how well: the chance of a right answer grows a little with each visit. */
interface Learner {
  readonly user_id: string;
  readonly random: SeededRandom;
  readonly talent: number;
}

interface Visit {
  readonly learner: Learner;
  readonly session_id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Counts from 0. */
  readonly number: number;
}

/** The first learner comes once, at seven on the first day, an hour before anybody else: see `first-day.ts`. */
export const FIRST_LEARNER = learnerId(1);
export const FIRST_VISIT_AFTER = 7 * 60 * MINUTE;

/** Everything one learner does in the time of the demo, from the profile to the last completed course. */
export function learnerStory(number: number, firstDay: number, random: SeededRandom): DemoStep[] {
  const learner = { user_id: learnerId(number), random, talent: 0.3 + 0.5 * random.next() };
  const course = random.pick(COURSES);
  const visits = visitsOf(learner, number, firstDay);
  const pages = { next: 0 };
  return [
    profile(learner, visits[0]?.at ?? firstDay),
    ...visits.flatMap((visit) => [
      ...(visit.number === 0 ? [quiz(visit, 'diagnostic', COURSES)] : lesson(visit, course, pages)),
      session(visit),
    ]),
  ];
}

function learnerId(number: number): string {
  return `demo-learner-${String(number).padStart(3, '0')}`;
}

function visitsOf(learner: Learner, number: number, firstDay: number): Visit[] {
  const { random } = learner;
  const count = number === 1 ? 1 : random.between(1, 6);
  const first = number === 1 ? 0 : random.between(0, DAYS - 15);
  return Array.from({ length: count }, (_, visit) => ({
    learner,
    session_id: `${learner.user_id}-visit-${visit + 1}`,
    at:
      number === 1
        ? firstDay + FIRST_VISIT_AFTER
        : firstDay +
          (first + 2 * visit + random.between(0, 1)) * DAY +
          random.between(8 * 60, 20 * 60) * MINUTE,
    number: visit,
  }));
}

function profile({ user_id, random }: Learner, at: number): DemoStep {
  const first_name = random.pick(FIRST_NAMES);
  const last_name = random.pick(LAST_NAMES);
  const email = `${user_id}@school.example`;
  return { method: 'PUT', path: `/learners/${user_id}`, body: { first_name, last_name, email }, at };
}

function session({ learner, session_id, at, number }: Visit): DemoStep {
  const { random, user_id } = learner;
  const body = {
    user_id,
    started_at: iso(at),
    last_activity: iso(at + 25 * MINUTE),
    messages_per_session: random.between(0, 24),
    session_duration: random.between(120, 2_400),
    pretest_completed: number === 0,
    confidence_rating: random.between(20, 95),
  };
  return { method: 'PUT', path: `/sessions/${session_id}`, body, at: at + 25 * MINUTE };
}

/** Either a micro quiz, or the next pages of the learner's course; the last page completes it. */
function lesson(visit: Visit, course: DemoCourse, pages: { next: number }): DemoStep[] {
  const { random, user_id } = visit.learner;
  if (random.next() < 0.4) return [quiz(visit, 'micro', [course, random.pick(COURSES)])];
  const from = pages.next;
  pages.next = Math.min(course.page_count, from + random.between(2, 5));
  const steps = Array.from({ length: pages.next - from }, (_, index) =>
    page(visit, course, from + index, index),
  );
  if (from < course.page_count && pages.next === course.page_count) {
    const completed_at = visit.at + 22 * MINUTE;
    const body = {
      user_id,
      course_id: course.course_id,
      session_id: visit.session_id,
      completed_at: iso(completed_at),
    };
    steps.push({ method: 'POST', path: '/course/complete', body, at: completed_at });
  }
  return steps;
}

function page(visit: Visit, course: DemoCourse, pageIndex: number, order: number): DemoStep {
  const at = visit.at + (order + 1) * 4 * MINUTE;
  const body = {
    submission_id: `${visit.session_id}-page-${pageIndex}`,
    user_id: visit.learner.user_id,
    session_id: visit.session_id,
    submitted_at: iso(at),
    course_id: course.course_id,
    page_index: pageIndex,
    topic: course.topic,
    ...answer(visit, course),
  };
  return { method: 'POST', path: '/course/quiz/submit', body, at };
}

function quiz(visit: Visit, quiz_type: 'diagnostic' | 'micro', courses: readonly DemoCourse[]): DemoStep {
  const at = visit.at + 10 * MINUTE;
  const questions = quiz_type === 'diagnostic' ? 2 : visit.learner.random.between(2, 4);
  const responses = courses.flatMap((course) =>
    Array.from({ length: questions }, (_, question) => ({
      quiz_id: `${quiz_type}-${course.course_id}-${question + 1}`,
      topic: course.topic,
      course_id: course.course_id,
      ...answer(visit, course),
    })),
  );
  const submission_id = `${visit.session_id}-${quiz_type}`;
  const { user_id } = visit.learner;
  const body = {
    submission_id,
    user_id,
    session_id: visit.session_id,
    quiz_type,
    submitted_at: iso(at),
    responses,
  };
  return { method: 'POST', path: '/quiz/submit', body, at };
}

/** What is chosen instead of the right option. */
const WRONG = { A: 'B', B: 'C', C: 'D', D: 'A' } as const;

function answer({ learner: { random, talent }, number }: Visit, { explanation }: DemoCourse) {
  const correct_answer = random.pick<keyof typeof WRONG>(['A', 'B', 'C', 'D']);
  const correct = random.next() < Math.min(0.97, talent + 0.06 * number);
  return correct
    ? { selected_option: correct_answer, correct, correct_answer }
    : { selected_option: WRONG[correct_answer], correct, correct_answer, explanation };
}

const iso = (at: number): string => new Date(at).toISOString();
