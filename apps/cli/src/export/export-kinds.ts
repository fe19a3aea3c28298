/** What can be exported, and what `FILE.csv` of it has as columns. The names are part of the interface. */
export const EXPORT_COLUMNS = {
  responses: [
    'submission_id',
    'user_id',
    'session_id',
    'quiz_type',
    'submitted_at',
    'selected_course_type',
    'quiz_id',
    'topic',
    'selected_option',
    'correct',
    'course_id',
    'page_index',
    'explanation',
    'correct_answer',
    'question_data',
  ],
  learners: ['user_id', 'first_name', 'last_name', 'email'],
  courses: ['course_id', 'title', 'page_count'],
  completions: [
    'user_id',
    'course_id',
    'session_id',
    'completed_at',
    'selected_course_type',
    'explanation',
    'correct_answer',
    'question_data',
  ],
  sessions: [
    'session_id',
    'user_id',
    'started_at',
    'last_activity',
    'messages_per_session',
    'session_duration',
    'pretest_completed',
    'confidence_rating',
  ],
  statistics: [
    'user_id',
    'first_name',
    'last_name',
    'email',
    'total_chats',
    'quizzes_taken',
    'day_streak',
    'days_active',
    'courses_enrolled',
    'courses_completed',
    'total_course_score',
    'course_details',
  ],
  'course-statistics': [
    'user_id',
    'course_name',
    'total_questions',
    'correct_answers',
    'score',
    'level',
    'pages',
    'completed',
    'last_activity',
  ],
  progress: [
    'user_id',
    'course_id',
    'course_name',
    'session_id',
    'page_number',
    'total_pages',
    'completed',
    'timestamp',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ExportKind = keyof typeof EXPORT_COLUMNS;

export const EXPORT_KINDS = Object.keys(EXPORT_COLUMNS) as ExportKind[];

/** A cell: text, a number or a boolean as it is stored, or JSON of whatever shape; `null`: not known. */
export type ExportCell = string | number | boolean | null | { readonly json: unknown };

/** One per column, in their order. */
export type ExportRow = readonly ExportCell[];
