import type { SubmissionBody } from './submissions.ts';

/** What the sheet should say, worked out from the raw submissions with none of the product's code. */
export interface Expected {
  /** Keys of QuizResponses. */
  readonly responses: string[];
  /** `quizzes_taken, days_active, day_streak, courses_enrolled, total_course_score` by learner. */
  readonly profiles: Record<string, number[]>;
  /** `questions, score, level` by `learner/course`. */
  readonly courses: Record<string, [number, number, string]>;
}

export function recompute(submissions: readonly SubmissionBody[]): Expected {
  const responses: string[] = [];
  const counts: Record<string, { asked: number; right: number }> = {};
  const days: Record<string, Set<number>> = {};
  const taken: Record<string, number> = {};
  for (const { submission_id, user_id, submitted_at, responses: given } of submissions) {
    taken[user_id] = (taken[user_id] ?? 0) + 1;
    days[user_id] ??= new Set();
    days[user_id].add(Math.floor(Date.parse(submitted_at) / 86_400_000));
    given.forEach(({ topic, correct }, index) => {
      responses.push(`${submission_id}:${index}`);
      const key = `${user_id}/${topic}`;
      const { asked, right } = counts[key] ?? { asked: 0, right: 0 };
      counts[key] = { asked: asked + 1, right: right + (correct ? 1 : 0) };
    });
  }
  const courses: Expected['courses'] = {};
  for (const [key, { asked, right }] of Object.entries(counts)) {
    const score = Math.floor((100 * right) / asked + 0.5);
    courses[key] = [asked, score, level(asked, score)];
  }
  const profiles: Expected['profiles'] = {};
  for (const userId of Object.keys(taken)) {
    const own = Object.entries(courses).filter(([key]) => key.startsWith(`${userId}/`));
    const total = own.reduce((sum, [, [, score]]) => sum + score, 0);
    const active = days[userId] ?? new Set();
    profiles[userId] = [taken[userId] ?? 0, active.size, streak(active), own.length, total];
  }
  return { responses, profiles, courses };
}

function level(asked: number, score: number): string {
  if (asked < 3) return 'beginner';
  if (asked < 8) return score >= 80 ? 'intermediate' : 'beginner';
  if (score >= 85) return 'advanced';
  return score >= 70 ? 'intermediate' : 'beginner';
}

function streak(days: ReadonlySet<number>): number {
  let length = 1;
  for (let day = Math.max(...days); days.has(day - length); ) length += 1;
  return length;
}
