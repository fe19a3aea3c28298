import type { Store } from '@quiz-sync/core';
import { aCompletion } from '../builders/a-document.js';
import { aSubmission } from '../builders/a-submission.js';
import { succeed } from './outcome.js';

/** One document of each kind. */
export async function oneOfEach(store: Store): Promise<void> {
  await succeed(store.submissions.insert(aSubmission()));
  await succeed(store.courses.complete(aCompletion()));
  await succeed(store.learners.upsert('learner-1', { first_name: 'Ada' }));
  await succeed(store.courses.upsert('course-1', { title: 'Maths' }));
  await succeed(store.sessions.upsert('session-1', {}, '2026-03-02T09:00:00.000Z'));
}

/** As `pendingIds` names them. */
export const ONE_OF_EACH = [
  'completion ["learner-1","course-1"]',
  'course course-1',
  'learner learner-1',
  'session session-1',
  'submission submission-1',
];
