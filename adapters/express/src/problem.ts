import type { ErrorCode, InputIssue } from '@quiz-sync/core';

/** An RFC 9457 problem document: the body of every answer that is not a success. */
export interface Problem {
  /** A URI that names the kind of problem; does not need to lead anywhere. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened this time and what to do, for people. */
  readonly detail: string;
  /** The kind of problem in one word, for programs. */
  readonly code: ErrorCode;
  /** The same as in the answer's `X-Request-Id`, and in our log. */
  readonly request_id: string;
  /** Each field that is wrong, at most {@link MOST_ERRORS}; `pointer` is RFC 6901 into the body, or `/name` of a query parameter. */
  readonly errors?: readonly InputIssue[];
}

/** A problem before it belongs to a request, with the headers that go with it. */
export interface ProblemAnswer {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly errors?: readonly InputIssue[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Fields named in one answer, which would otherwise be many times as large as the body that it is about. */
export const MOST_ERRORS = 100;

/** What the type of every problem begins with; the code follows. */
export const PROBLEM_TYPE_PREFIX = 'urn:quiz-sync:problem:';

/** The document that answers one request. */
export function problemDocument(answer: ProblemAnswer, requestId: string): Problem {
  const { status, title, detail, code, errors } = answer;
  const document = {
    type: `${PROBLEM_TYPE_PREFIX}${code}`,
    title,
    status,
    detail,
    code,
    request_id: requestId,
  };
  return errors === undefined ? document : { ...document, errors };
}
