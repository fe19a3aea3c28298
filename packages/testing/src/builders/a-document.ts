import type { Completion, Course, Learner, Session } from '@quiz-sync/core';

export function aLearner(overrides: Partial<Learner> = {}): Learner {
  return {
    user_id: 'learner-1',
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.org',
    version: 1,
    ...overrides,
  };
}

export function aCourse(overrides: Partial<Course> = {}): Course {
  return { course_id: 'course-1', title: 'Mathematics', page_count: 12, version: 1, ...overrides };
}

/** That `learner-1` finished `course-1`, in no session. */
export function aCompletion(overrides: Partial<Completion> = {}): Completion {
  return {
    user_id: 'learner-1',
    course_id: 'course-1',
    completed_at: '2026-03-02T11:00:00.000Z',
    ...overrides,
  };
}

/** A session of `learner-1` with three messages. */
export function aSession(overrides: Partial<Session> = {}): Session {
  return {
    session_id: 'session-1',
    user_id: 'learner-1',
    created_at: '2026-03-02T09:00:00.000Z',
    messages_per_session: 3,
    version: 1,
    ...overrides,
  };
}
