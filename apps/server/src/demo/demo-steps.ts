import { COURSES } from './catalogue.js';
import type { DemoStep } from './demo-step.js';
import { learnerStory } from './learner-story.js';
import { seededRandom } from './seeded-random.js';

const LEARNERS = 300;
const SEED = 20_261;

/**
 * All that the demo sends: the same for the same first day, ids included, so that sending it again adds nothing.
 * `firstDay` is midnight UTC of the day on which it all begins, epoch milliseconds.
 */
export function demoSteps(firstDay: number): DemoStep[] {
  const random = seededRandom(SEED);
  const courses = COURSES.map(({ course_id, title, page_count }) => ({
    method: 'PUT' as const,
    path: `/courses/${course_id}`,
    body: { title, page_count },
    at: firstDay,
  }));
  const stories = Array.from({ length: LEARNERS }, (_, index) => learnerStory(index + 1, firstDay, random));
  return [...courses, ...stories.flat()].sort((a, b) => a.at - b.at);
}
