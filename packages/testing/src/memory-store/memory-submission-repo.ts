import type { InsertOutcome, Submission, SubmissionRepo } from '@quiz-sync/core';
import { keep } from './keep.js';
import { type MemoryContext, perform } from './memory-context.js';
import type { MemoryState, SubmissionDocument } from './memory-state.js';
import { makePending } from './pending-documents.js';
import { fileSubmission } from './submission-files.js';

export function memorySubmissionRepo(context: MemoryContext): SubmissionRepo {
  return {
    insert: (submission) => {
      const kept = keep(submission);
      return perform(context, 'submissions.insert', (state) => insert(state, kept));
    },
    find: (submissionId) =>
      perform(
        context,
        'submissions.find',
        (state) => state.documents.submission.get(submissionId)?.submission,
      ),
    findMany: (submissionIds) =>
      perform(context, 'submissions.findMany', (state) =>
        [...new Set(submissionIds)].flatMap((id) => state.documents.submission.get(id)?.submission ?? []),
      ),
    count: () =>
      perform(context, 'submissions.count', (state) => ({
        submissions: state.documents.submission.size,
        responses: state.responses,
      })),
  };
}

/** In one piece. */
export function insert(state: MemoryState, submission: Submission): InsertOutcome {
  const existing = state.documents.submission.get(submission.submission_id);
  if (existing !== undefined) return { type: 'exists', existing: existing.submission };
  const document: SubmissionDocument = {
    kind: 'submission',
    id: submission.submission_id,
    submission,
    version: 0,
    since: undefined,
  };
  state.documents.submission.set(document.id, document);
  fileSubmission(state, submission);
  makePending(state, document);
  return { type: 'inserted' };
}
