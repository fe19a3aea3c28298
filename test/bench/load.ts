import autocannon from 'autocannon';

/** Learners whose quizzes a bench sends, in turns: one alone would have all of a school's history. */
const LEARNERS = 500;

/** A quiz of five responses; ids are made by the service. */
const quizOf = (learner: number): string =>
  JSON.stringify({
    user_id: `learner-${learner}`,
    quiz_type: 'micro',
    session_id: `session-${learner}`,
    responses: Array.from({ length: 5 }, (_, index) => ({
      quiz_id: `quiz-${index}`,
      topic: `topic-${index}`,
      selected_option: 'A',
      correct: index % 2 === 0,
      explanation: 'Because the denominator must not be zero, whatever the numerator is.',
    })),
  });

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly failed: number;
}

/** Posts quizzes for some seconds, as fast as `connections` allow, or `rate` a second in all. */
export async function load(options: {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly rate?: number;
}): Promise<LoadResult> {
  const result = await autocannon({
    url: options.url,
    connections: options.connections,
    duration: options.seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: Array.from({ length: LEARNERS }, (_, learner) => ({ body: quizOf(learner) })),
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
  });
  return {
    perSecond: result.requests.average,
    median: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
