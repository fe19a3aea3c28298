import type { Submission } from '@quiz-sync/core';
import type { MemoryState } from './memory-state.js';

/** Enters a submission in the count of responses and in the lists by learner and session. */
export function fileSubmission(state: MemoryState, submission: Submission): void {
  state.responses += submission.responses.length;
  file(state.submissionsByUser, submission.user_id, submission);
  if (submission.session_id !== undefined)
    file(state.submissionsBySession, submission.session_id, submission);
}

/** The inverse of {@link fileSubmission}. */
export function unfileSubmission(state: MemoryState, submission: Submission): void {
  state.responses -= submission.responses.length;
  unfile(state.submissionsByUser, submission.user_id, submission);
  if (submission.session_id !== undefined)
    unfile(state.submissionsBySession, submission.session_id, submission);
}

function file(index: Map<string, Submission[]>, id: string, submission: Submission): void {
  const filed = index.get(id);
  if (filed === undefined) index.set(id, [submission]);
  else filed.push(submission);
}

function unfile(index: Map<string, Submission[]>, id: string, submission: Submission): void {
  const rest = (index.get(id) ?? []).filter((other) => other !== submission);
  if (rest.length === 0) index.delete(id);
  else index.set(id, rest);
}
