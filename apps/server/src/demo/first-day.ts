import { DAYS } from './demo-step.js';
import { FIRST_LEARNER, FIRST_VISIT_AFTER } from './learner-story.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * The day on which the demo's story begins, midnight UTC, epoch milliseconds: six weeks back, or, when an earlier run
 * has fed the same store, what that one meant by it. The first learner comes once, before everybody else, and so tells.
 */
export async function firstDay(apiUrl: string, now: number): Promise<number> {
  const answer = await fetch(`${apiUrl}/learners/${FIRST_LEARNER}/statistics`);
  const { courses = [] } = answer.ok
    ? ((await answer.json()) as { courses?: { last_activity: string }[] })
    : {};
  const [course] = courses;
  if (course === undefined) return Math.floor(now / DAY) * DAY - DAYS * DAY;
  return Date.parse(course.last_activity) - FIRST_VISIT_AFTER - 10 * MINUTE;
}
