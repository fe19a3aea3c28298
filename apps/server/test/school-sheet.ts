import { okAsync } from 'neverthrow';
import type { LocalSpreadsheet } from '../src/local-spreadsheet/local-spreadsheet.js';

const TITLES = ['QuizResponses', 'UserProfiles', 'course_statistics', 'CourseProgress', 'EngagementLogs'];
const COLUMNS = ['user_id', 'timestamp', 'quiz_id', 'topic_tag', 'selected_option', 'correct', 'session_id'];
const LEARNERS = ['ada', 'grace', 'alan', 'emmy', 'edsger', 'katherine', 'srinivasa'];
const TOPICS = ['Fractions', 'Ratios', 'Algebra', 'Decimals'];
const ROWS = 204_812;

/** A local spreadsheet as a school would have it: for screenshots. */
export const schoolSheet: LocalSpreadsheet = {
  describe: () =>
    okAsync({
      spreadsheet_id: 's',
      title: 'Quiz Sync (local)',
      tabs: TITLES.map((title, index) => ({
        tab_id: index,
        title,
        rows: ROWS,
        columns: COLUMNS.map((header) => ({ header, hidden: false })),
      })),
    }),
  rows: (_, from, count) => okAsync(Array.from({ length: count }, (_each, offset) => rowOf(from + offset))),
};

function rowOf(index: number) {
  const pick = (list: readonly string[], step: number) => list[(index * step) % list.length] ?? '';
  const minute = String(index % 60).padStart(2, '0');
  const text = [pick(LEARNERS, 3), `2026-11-23 08:${minute}:00`, `q${1 + (index % 40)}`, pick(TOPICS, 5)];
  return [
    ...text.map((each) => ({ text: each, kind: 'text' as const })),
    { text: pick(['A', 'B', 'C', 'D'], 7), kind: 'text' as const },
    { text: index % 4 === 0 ? 'FALSE' : 'TRUE', kind: 'boolean' as const },
    { text: `s-${Math.floor(index / 12)}`, kind: 'text' as const },
  ];
}
