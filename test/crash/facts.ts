/** A body of POST /api/quiz/submit. */
export interface SubmissionBody {
  readonly submission_id: string;
  readonly user_id: string;
  readonly quiz_type: 'micro' | 'diagnostic' | 'course';
  readonly submitted_at: string;
  readonly session_id?: string;
  readonly responses: readonly {
    readonly quiz_id: string;
    readonly topic: string;
    readonly selected_option: 'A' | 'B' | 'C' | 'D';
    readonly correct: boolean;
    readonly course_id?: string;
    readonly page_index?: number;
    readonly explanation?: string;
  }[];
}

/** A body of POST /api/course/complete. */
export interface CompletionBody {
  readonly user_id: string;
  readonly course_id: string;
  readonly session_id: string;
  readonly completed_at: string;
}

export interface LearnerBody {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
}

export interface CourseBody {
  readonly title?: string;
  readonly page_count?: number;
}

export interface SessionBody {
  readonly user_id: string;
  readonly last_activity: string;
  readonly messages_per_session: number;
  readonly session_duration?: number;
  readonly pretest_completed?: boolean;
  readonly confidence_rating?: number;
}

/** Everything that clients were told has been stored. By id; a completion by learner and course. */
export interface Facts {
  readonly submissions: Map<string, SubmissionBody>;
  readonly completions: Map<string, CompletionBody>;
  readonly learners: Map<string, LearnerBody>;
  readonly courses: Map<string, CourseBody>;
  readonly sessions: Map<string, SessionBody>;
}

export function noFacts(): Facts {
  return {
    submissions: new Map(),
    completions: new Map(),
    learners: new Map(),
    courses: new Map(),
    sessions: new Map(),
  };
}

/** One request that stores something, and what holds once it has been answered with 2xx. */
export interface Intake {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** Sent as Idempotency-Key. */
  readonly key?: string;
  /** Takes it into the facts; repeating it changes nothing. */
  readonly learn: (facts: Facts) => void;
}

export function submission(body: SubmissionBody): Intake {
  return {
    method: 'POST',
    path: '/api/quiz/submit',
    body,
    learn: ({ submissions }) => submissions.set(body.submission_id, body),
  };
}

/** The first completion of a learner and course stays. */
export function completion(body: CompletionBody): Intake {
  const id = `${body.user_id} ${body.course_id}`;
  return {
    method: 'POST',
    path: '/api/course/complete',
    body,
    learn: ({ completions }) => {
      if (!completions.has(id)) completions.set(id, body);
    },
  };
}

export function learner(userId: string, body: LearnerBody): Intake {
  return { ...put('learners', userId, body), learn: ({ learners }) => merge(learners, userId, body) };
}

export function course(courseId: string, body: CourseBody): Intake {
  return { ...put('courses', courseId, body), learn: ({ courses }) => merge(courses, courseId, body) };
}

export function session(sessionId: string, body: SessionBody): Intake {
  return { ...put('sessions', sessionId, body), learn: ({ sessions }) => merge(sessions, sessionId, body) };
}

/** Nothing of the learner is left; only for one who shares no session with others. */
export function erasure(userId: string): Intake {
  return {
    method: 'DELETE',
    path: `/api/learners/${encodeURIComponent(userId)}`,
    learn: ({ submissions, completions, learners }) => {
      for (const facts of [submissions, completions])
        for (const [id, body] of facts) if (body.user_id === userId) facts.delete(id);
      learners.delete(userId);
    },
  };
}

function put(what: string, id: string, body: object) {
  return { method: 'PUT' as const, path: `/api/${what}/${encodeURIComponent(id)}`, body };
}

function merge<Body extends object>(documents: Map<string, Body>, id: string, body: Body): void {
  documents.set(id, { ...documents.get(id), ...body });
}
