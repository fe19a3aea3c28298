import type {
  CourseProgress,
  CourseStatistics,
  LearnerStatistics,
} from '../statistics/learner-statistics.js';
import { pairKey, type SheetRow, sheetRow } from './sheet-row.js';

/** Every row about one learner: the profile, one per course, one per course with an id. */
export function learnerRows(learner: LearnerStatistics): SheetRow[] {
  return [
    profileRow(learner),
    ...learner.courses.map((course) => courseStatisticsRow(learner, course)),
    ...learner.progress.map((progress) => courseProgressRow(learner, progress)),
  ];
}

function profileRow(learner: LearnerStatistics): SheetRow {
  return sheetRow('profiles', learner.user_id, { owner: learner.user_id }, [
    learner.first_name,
    learner.last_name,
    learner.email,
    learner.total_chats,
    learner.quizzes_taken,
    learner.day_streak,
    learner.days_active,
    learner.courses_enrolled,
    learner.total_course_score,
    learner.courses_completed,
    learner.course_details,
  ]);
}

function courseStatisticsRow(learner: LearnerStatistics, course: CourseStatistics): SheetRow {
  const key = pairKey(learner.user_id, course.course_name);
  return sheetRow('course_statistics', key, { owner: learner.user_id }, [
    learner.first_name,
    learner.last_name,
    learner.email,
    course.course_name,
    course.total_questions,
    course.score,
    course.level,
    { instant: Date.parse(course.last_activity) },
  ]);
}

function courseProgressRow(learner: LearnerStatistics, progress: CourseProgress): SheetRow {
  const key = pairKey(learner.user_id, progress.course_id);
  return sheetRow('course_progress', key, { owner: learner.user_id, course: progress.course_id }, [
    learner.user_id,
    progress.session_id,
    progress.course_id,
    progress.course_name,
    progress.page_number,
    progress.total_pages,
    progress.completed,
    { instant: Date.parse(progress.timestamp) },
  ]);
}
