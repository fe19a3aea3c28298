import type { Submission } from '../domain/submission.js';
import type { SubmissionReceipt, TopicScore } from '../quiz-sync.js';
import { score } from '../statistics/score.js';

/** The receipt of a stored submission: told from what is stored alone, so that a repeat is answered as the first was. */
export function receiptOf(submission: Submission, sync: SubmissionReceipt['sync']): SubmissionReceipt {
  const { responses } = submission;
  const correct = responses.filter((response) => response.correct).length;
  return {
    submission_id: submission.submission_id,
    user_id: submission.user_id,
    quiz_type: submission.quiz_type,
    total_responses: responses.length,
    correct_responses: correct,
    overall_score: score(correct, responses.length),
    topic_breakdown: topicScores(submission),
    sync,
  };
}

function topicScores({ responses }: Submission): TopicScore[] {
  const topics = new Map<string, { total: number; correct: number }>();
  for (const response of responses) {
    const { total, correct } = topics.get(response.topic) ?? { total: 0, correct: 0 };
    topics.set(response.topic, { total: total + 1, correct: correct + (response.correct ? 1 : 0) });
  }
  return [...topics].map(([topic, { total, correct }]) => ({
    topic,
    total,
    correct,
    score: score(correct, total),
  }));
}
