import type { LearnerStatistics } from '@quiz-sync/core';
import type { ExportRow } from './export-kinds.js';

/** What is worked out of a learner's history. */
export type LearnerKind = 'statistics' | 'course-statistics' | 'progress';

/** The rows about one learner, in the order of the kind's columns. */
export function learnerRowsOf(kind: LearnerKind, learner: LearnerStatistics): ExportRow[] {
  switch (kind) {
    case 'statistics':
      return [statisticsRow(learner)];
    case 'course-statistics':
      return learner.courses.map((course) => [
        learner.user_id,
        course.course_name,
        course.total_questions,
        course.correct_answers,
        course.score,
        course.level,
        course.pages,
        course.completed,
        course.last_activity,
      ]);
    case 'progress':
      return learner.progress.map((course) => [
        learner.user_id,
        course.course_id,
        course.course_name ?? null,
        course.session_id ?? null,
        course.page_number ?? null,
        course.total_pages ?? null,
        course.completed,
        course.timestamp,
      ]);
    default:
      return kind satisfies never;
  }
}

function statisticsRow(learner: LearnerStatistics): ExportRow {
  return [
    learner.user_id,
    learner.first_name ?? null,
    learner.last_name ?? null,
    learner.email ?? null,
    learner.total_chats,
    learner.quizzes_taken,
    learner.day_streak,
    learner.days_active,
    learner.courses_enrolled,
    learner.courses_completed,
    learner.total_course_score,
    learner.course_details,
  ];
}
