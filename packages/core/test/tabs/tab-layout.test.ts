import { describe, expect, it } from 'vitest';
import { tabLayouts } from '../../src/tabs/tab-layout.js';

describe('tabLayouts', () => {
  it('has the tabs and headers of the spreadsheets that people already use', () => {
    const headers = Object.fromEntries(
      tabLayouts().map(({ title, columns }) => [title, columns.map(({ header }) => header).join(', ')]),
    );
    expect(headers).toEqual({
      QuizResponses:
        'user_id, timestamp, quiz_id, topic_tag, selected_option, correct, session_id, explanation, course_id, page_index',
      UserProfiles:
        'first_name, last_name, email, total_chats, quizzes_taken, day_streak, days_active, courses_enrolled, total_course_score, courses_completed, course_details',
      course_statistics:
        'First Name, Last Name, Email, Course Name, Total Questions Taken, Score (%), Current Level, Last Activity',
      CourseProgress:
        'user_id, session_id, course_id, course_name, page_number, total_pages, completed, timestamp',
      EngagementLogs:
        'user_id, session_id, messages_per_session, session_duration, quizzes_attempted, pretest_completed, last_activity, confidence_rating',
    });
  });

  it('takes other titles and headers', () => {
    const layouts = tabLayouts({ course_statistics: { title: 'Noten', headers: { score: 'Prozent' } } });
    const layout = layouts.find(({ tab }) => tab === 'course_statistics');
    expect(layout?.title).toBe('Noten');
    expect(layout?.columns.map(({ header }) => header)).toContain('Prozent');
  });

  it('refuses a header for a column that does not exist, naming those that do', () => {
    expect(() => tabLayouts({ profiles: { headers: { nickname: 'x' } } })).toThrow(
      /settings\.tabs\.profiles\.headers: no column named nickname; there are first_name, /,
    );
  });
});
