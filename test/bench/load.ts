import autocannon from 'autocannon';

/** One quiz of five responses: what a bench sends, over and over; ids are made by the service. */
export const QUIZ = JSON.stringify({
  user_id: 'learner-1',
  quiz_type: 'micro',
  session_id: 'session-1',
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
    body: QUIZ,
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
  });
  return {
    perSecond: result.requests.average,
    median: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
