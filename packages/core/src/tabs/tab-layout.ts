import type { CellFormat } from '../ports/sheets-port.js';
import type { SettingsInput } from '../settings.js';
import type { TabName } from './tab-name.js';
import { TAB_NAMES } from './tab-name.js';

/** Header of the hidden column that holds each row's key. */
export const KEY_HEADER = 'quiz_sync_key';

/** One managed column: found by its header, wherever people move it. */
export interface ColumnLayout {
  /** Our name for what it holds; never changes. */
  readonly field: string;
  /** What row 0 says; may be configured. */
  readonly header: string;
  readonly format: CellFormat;
}

/** One tab we keep. */
export interface TabLayout {
  readonly tab: TabName;
  readonly title: string;
  /** In the order in which missing ones are added at the right; cells of a row come in the same order. */
  readonly columns: readonly ColumnLayout[];
}

/** Headers of all managed columns of a tab, the key's last. */
export function managedHeaders(layout: TabLayout): string[] {
  return [...layout.columns.map((column) => column.header), KEY_HEADER];
}

type ColumnSpec = readonly [header: string, format: CellFormat];

/** The defaults fit spreadsheets that already exist. The field is the header in lower case with underscores. */
const DEFAULTS: Readonly<Record<TabName, { title: string; columns: readonly ColumnSpec[] }>> = {
  responses: {
    title: 'QuizResponses',
    columns: [
      ['user_id', 'text'],
      ['timestamp', 'date_time'],
      ['quiz_id', 'text'],
      ['topic_tag', 'text'],
      ['selected_option', 'text'],
      ['correct', 'boolean'],
      ['session_id', 'text'],
      ['explanation', 'text'],
      ['course_id', 'text'],
      ['page_index', 'number'],
    ],
  },
  profiles: {
    title: 'UserProfiles',
    columns: [
      ['first_name', 'text'],
      ['last_name', 'text'],
      ['email', 'text'],
      ['total_chats', 'number'],
      ['quizzes_taken', 'number'],
      ['day_streak', 'number'],
      ['days_active', 'number'],
      ['courses_enrolled', 'number'],
      ['total_course_score', 'number'],
      ['courses_completed', 'number'],
      ['course_details', 'text'],
    ],
  },
  course_statistics: {
    title: 'course_statistics',
    columns: [
      ['First Name', 'text'],
      ['Last Name', 'text'],
      ['Email', 'text'],
      ['Course Name', 'text'],
      ['Total Questions Taken', 'number'],
      ['Score (%)', 'number'],
      ['Current Level', 'text'],
      ['Last Activity', 'date_time'],
    ],
  },
  course_progress: {
    title: 'CourseProgress',
    columns: [
      ['user_id', 'text'],
      ['session_id', 'text'],
      ['course_id', 'text'],
      ['course_name', 'text'],
      ['page_number', 'number'],
      ['total_pages', 'number'],
      ['completed', 'boolean'],
      ['timestamp', 'date_time'],
    ],
  },
  engagement: {
    title: 'EngagementLogs',
    columns: [
      ['user_id', 'text'],
      ['session_id', 'text'],
      ['messages_per_session', 'number'],
      ['session_duration', 'number'],
      ['quizzes_attempted', 'number'],
      ['pretest_completed', 'boolean'],
      ['last_activity', 'date_time'],
      ['confidence_rating', 'number'],
    ],
  },
};

/** The tabs with configured titles and headers in place of the defaults. Throws a TypeError on a field that does not exist. */
export function tabLayouts(configured: SettingsInput['tabs'] = {}): TabLayout[] {
  return TAB_NAMES.map((tab) => {
    const { title, columns } = DEFAULTS[tab];
    const headers = configured[tab]?.headers ?? {};
    const layout = columns.map(([header, format]) => ({ field: fieldOf(header), header, format }));
    refuseUnknownFields(tab, headers, layout);
    return {
      tab,
      title: configured[tab]?.title ?? title,
      columns: layout.map((column) => ({ ...column, header: headers[column.field] ?? column.header })),
    };
  });
}

/** `Score (%)` becomes `score`, `First Name` becomes `first_name`. */
function fieldOf(header: string): string {
  return header
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

function refuseUnknownFields(
  tab: TabName,
  headers: Readonly<Record<string, string>>,
  columns: readonly ColumnLayout[],
): void {
  const unknown = Object.keys(headers).find((field) => !columns.some((column) => column.field === field));
  if (unknown === undefined) return;
  const known = columns.map((column) => column.field).join(', ');
  throw new TypeError(`settings.tabs.${tab}.headers: no column named ${unknown}; there are ${known}`);
}
