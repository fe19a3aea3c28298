import type { SubmissionBody } from '../end-to-end/submissions.ts';

/** What an instance is told to do. */
export type Order = { readonly type: 'submit'; readonly body: SubmissionBody } | { readonly type: 'status' };

export type Answer =
  /** It has started; the answer to nothing, number 0. */
  | { readonly type: 'ready' }
  | { readonly type: 'stored' | 'repeat' }
  /** The error's type. */
  | { readonly type: 'refused'; readonly error: string }
  /** `holder`: who holds the lease. */
  | { readonly type: 'status'; readonly state: string; readonly holder: string | undefined }
  /** None came: it was killed, or stands still and was not waited for. */
  | { readonly type: 'none' };

/** An answer, and to which order. */
export interface Reply {
  readonly number: number;
  readonly answer: Answer;
}
