/** Experience with one course. */
export type Level = 'beginner' | 'intermediate' | 'advanced';

/** Fewer questions than this say nothing yet. */
const FEW_QUESTIONS = 3;

/** From here on there is enough to call somebody advanced. */
const MANY_QUESTIONS = 8;

/**
 * The level reached with `questions` answers and a `score` in percent. It goes by the rounded score, the one that the
 * sheet shows, so that people who check a row find that its columns agree.
 */
export function levelOf(questions: number, score: number): Level {
  if (questions < FEW_QUESTIONS) return 'beginner';
  if (questions < MANY_QUESTIONS) return score >= 80 ? 'intermediate' : 'beginner';
  if (score >= 85) return 'advanced';
  return score >= 70 ? 'intermediate' : 'beginner';
}
