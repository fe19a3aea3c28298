/** What was sent and answered with success, as plainly as it can be kept: the model of the store. */
export interface Facts {
  readonly submissions: Map<string, SubmissionFact>;
  /** By `user course`: the first one stays. */
  readonly completions: Map<string, CompletionFact>;
  readonly learners: Map<string, LearnerFact>;
  readonly courses: Map<string, CourseFact>;
  /** Those that were not cleaned up. */
  readonly sessions: Map<string, SessionFact>;
}

export interface ResponseFact {
  readonly quiz_id: string;
  readonly topic: string;
  readonly selected_option: string;
  readonly correct: boolean;
  readonly course_id?: string;
  readonly page_index?: number;
  readonly explanation?: string;
}

/** A submission as it should be stored. */
export interface SubmissionFact {
  readonly submission_id: string;
  readonly user_id: string;
  readonly session_id?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly responses: readonly ResponseFact[];
  /** What was sent, for a client that sends it again, and where to. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly by: 'submitQuiz' | 'submitCourseQuiz';
}

export interface CompletionFact {
  readonly user_id: string;
  readonly course_id: string;
  readonly session_id?: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface LearnerFact {
  first_name?: string;
  last_name?: string;
}

export interface CourseFact {
  title?: string;
  page_count?: number;
}

export interface SessionFact {
  user_id?: string;
  messages_per_session?: number;
  session_duration?: number;
  pretest_completed?: boolean;
  confidence_rating?: number;
  /** Epoch milliseconds. */
  created_at: number;
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
