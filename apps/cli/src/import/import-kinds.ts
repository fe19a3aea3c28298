/** How text of a CSV file becomes a value. */
export type FieldType = 'text' | 'boolean' | 'number' | 'json';

export interface ImportField {
  readonly type: FieldType;
  /** Every line needs one. */
  readonly required?: true;
}

const TEXT = { type: 'text' } as const;
const NEEDED = { type: 'text', required: true } as const;

/** What can be imported, and its fields: named as the columns of an export. */
export const IMPORT_FIELDS = {
  responses: {
    submission_id: TEXT,
    user_id: NEEDED,
    session_id: TEXT,
    quiz_type: NEEDED,
    submitted_at: NEEDED,
    selected_course_type: TEXT,
    quiz_id: NEEDED,
    topic: NEEDED,
    selected_option: NEEDED,
    correct: { type: 'boolean', required: true },
    course_id: TEXT,
    page_index: { type: 'number' },
    explanation: TEXT,
    correct_answer: TEXT,
    question_data: { type: 'json' },
  },
  learners: { user_id: NEEDED, first_name: TEXT, last_name: TEXT, email: TEXT },
  courses: { course_id: NEEDED, title: TEXT, page_count: { type: 'number' } },
  completions: {
    user_id: NEEDED,
    course_id: NEEDED,
    session_id: TEXT,
    completed_at: NEEDED,
    selected_course_type: TEXT,
    explanation: TEXT,
    correct_answer: TEXT,
    question_data: { type: 'json' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ImportField>>>>;

export type ImportKind = keyof typeof IMPORT_FIELDS;

export const IMPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_KINDS = Object.keys(IMPORT_FIELDS) as ImportKind[];

export function fieldsOf(kind: ImportKind): ReadonlyMap<string, ImportField> {
  return new Map(Object.entries<ImportField>(IMPORT_FIELDS[kind]));
}

/** The kind that columns of these names tell of; `undefined`: none, or it might be several. */
export function kindOf(columns: readonly string[]): ImportKind | undefined {
  const has = (name: string) => columns.includes(name);
  if (has('quiz_id') || has('selected_option') || has('responses')) return 'responses';
  if (has('completed_at')) return 'completions';
  if (has('title') || has('page_count')) return 'courses';
  return has('first_name') || has('last_name') || has('email') ? 'learners' : undefined;
}
