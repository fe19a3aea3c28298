import type { Completion } from '../domain/course.js';
import type { Learner } from '../domain/learner.js';
import type { Settings } from '../settings.js';
import { activeDays } from './active-days.js';
import { courseDetails } from './course-details.js';
import type { Catalogue } from './course-of.js';
import { courseProgress } from './course-progress.js';
import { courseStatistics } from './course-statistics.js';
import type { Level } from './level.js';
import type { LearnerTally } from './tally.js';

/** One row of course_statistics. */
export interface CourseStatistics {
  /** Name of the course: see {@link courseOf}. */
  readonly course_name: string;
  readonly total_questions: number;
  readonly correct_answers: number;
  /** Percent, rounded half up; 0 when nothing was asked. */
  readonly score: number;
  readonly level: Level;
  /** Number of distinct `page_index` values answered. */
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
  /** Of the latest answer or completion that names one. */
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

/** All that the statistics of one learner are made from. */
export interface LearnerRecord {
  readonly user_id: string;
  /** `undefined`: no submissions. */
  readonly tally: LearnerTally | undefined;
  /** `undefined`: no profile. */
  readonly learner: Learner | undefined;
  /** This learner's, in any order. */
  readonly completions: readonly Completion[];
  /** Sessions with at least one message. */
  readonly chats: number;
  /** At least the courses of {@link courseIdsOf}, as far as the catalogue knows them. */
  readonly catalogue: Catalogue;
  readonly settings: Pick<Settings, 'timeZone' | 'topicCourses'>;
}

/** Computes a learner's statistics from scratch. The same whatever the order in which things arrived. */
export function learnerStatistics(record: LearnerRecord): LearnerStatistics {
  const { tally, learner, completions, catalogue, settings } = record;
  const groups = tally?.groups ?? [];
  const courses = courseStatistics(groups, completions, { catalogue, topicCourses: settings.topicCourses });
  return {
    user_id: record.user_id,
    first_name: learner?.first_name,
    last_name: learner?.last_name,
    email: learner?.email,
    total_chats: record.chats,
    quizzes_taken: tally?.submissions ?? 0,
    ...activeDays(tally?.quarter_hours ?? [], settings.timeZone),
    courses_enrolled: courses.length,
    courses_completed: courses.filter((course) => course.completed).length,
    total_course_score: courses.reduce((sum, course) => sum + course.score, 0),
    course_details: courseDetails(courses),
    courses,
    progress: courseProgress(groups, completions, catalogue),
  };
}
