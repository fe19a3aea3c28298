/** Experience with one course. */
export type Level = 'beginner' | 'intermediate' | 'advanced';

/** One row of course_statistics. */
export interface CourseStatistics {
  /** Name of the course: the catalogue's title, else the topic's configured course, else the topic. */
  readonly course_name: string;
  readonly total_questions: number;
  readonly correct_answers: number;
  /** Percent, rounded half up; 0 when nothing was asked. */
  readonly score: number;
  readonly level: Level;
  /** Number of distinct pages answered. */
  readonly pages: number;
  readonly completed: boolean;
  /** ISO; latest answer or completion. */
  readonly last_activity: string;
}

/** One row of CourseProgress: only for courses with an id. */
export interface CourseProgress {
  readonly course_id: string;
  /** `undefined` when the catalogue does not know the course. */
  readonly course_name: string | undefined;
  readonly session_id: string | undefined;
  /** Greatest page answered; `undefined` when none named a page. */
  readonly page_number: number | undefined;
  /** Pages of the course by the catalogue; `undefined` when not known. */
  readonly total_pages: number | undefined;
  readonly completed: boolean;
  /** ISO; latest answer or completion. */
  readonly timestamp: string;
}

/** All that the spreadsheet shows of one learner. */
export interface LearnerStatistics {
  readonly user_id: string;
  readonly first_name: string | undefined;
  readonly last_name: string | undefined;
  readonly email: string | undefined;
  readonly total_chats: number;
  readonly quizzes_taken: number;
  readonly day_streak: number;
  readonly days_active: number;
  readonly courses_enrolled: number;
  readonly courses_completed: number;
  /** Sum of the scores of all courses with any activity. */
  readonly total_course_score: number;
  readonly course_details: string;
  /** By course name. */
  readonly courses: readonly CourseStatistics[];
  /** By course id. */
  readonly progress: readonly CourseProgress[];
}
