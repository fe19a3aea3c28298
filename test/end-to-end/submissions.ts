import { type Answer, seededRandom } from './answers.ts';

/** A body of POST /api/quiz/submit. */
export interface SubmissionBody {
  readonly submission_id: string;
  readonly user_id: string;
  readonly quiz_type: 'micro';
  readonly submitted_at: string;
  readonly responses: readonly {
    readonly quiz_id: string;
    readonly topic: string;
    readonly selected_option: string;
    readonly correct: boolean;
  }[];
}

/** When the first answer was given; the others follow, one an interval, since the data has no times. */
const FIRST_ANSWER = Date.parse('2026-01-05T06:00:00.000Z');

/**
 * Groups each learner's answers, in the order given, into submissions of 1 to 10. Option letters and times are derived:
 * `A` for a correct answer, `B`, `C` or `D` otherwise; one answer each `intervalMs`.
 */
export function groupSubmissions(
  answers: readonly Answer[],
  seed: number,
  intervalMs: number,
): SubmissionBody[] {
  const random = seededRandom(seed);
  const open = new Map<string, { size: number; rows: { answer: Answer; index: number }[] }>();
  const bodies: SubmissionBody[] = [];
  for (const [index, answer] of answers.entries()) {
    const group = open.get(answer.user_id) ?? { size: 1 + Math.floor(random() * 10), rows: [] };
    open.set(answer.user_id, group);
    group.rows.push({ answer, index });
    if (group.rows.length < group.size) continue;
    bodies.push(toBody(group.rows, intervalMs));
    open.delete(answer.user_id);
  }
  for (const { rows } of open.values()) bodies.push(toBody(rows, intervalMs));
  return bodies;
}

function toBody(rows: readonly { answer: Answer; index: number }[], intervalMs: number): SubmissionBody {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError('a submission has at least one response');
  return {
    submission_id: `replay-${last.index}`,
    user_id: last.answer.user_id,
    quiz_type: 'micro',
    submitted_at: new Date(FIRST_ANSWER + last.index * intervalMs).toISOString(),
    responses: rows.map(({ answer, index }) => ({
      quiz_id: `exercise-${index}`,
      topic: answer.skill,
      selected_option: answer.correct ? 'A' : 'BCD'.charAt(index % 3),
      correct: answer.correct,
    })),
  };
}
