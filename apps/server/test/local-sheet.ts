import { okAsync } from 'neverthrow';
import type { LocalSpreadsheet } from '../src/local-spreadsheet/local-spreadsheet.js';

export const ROWS = 5_000;
export const COLUMNS = ['user_id', 'timestamp', 'topic_tag', 'explanation'];

/** A spreadsheet of thousands of rows that say which they are, with text that tries to be more. */
export const localSpreadsheet: LocalSpreadsheet = {
  describe: () =>
    okAsync({
      spreadsheet_id: 's',
      title: 'Quiz Sync (local)',
      tabs: [
        { tab_id: 9, title: 'Sheet1', rows: 999, columns: [{ header: '', hidden: false }] },
        ...['QuizResponses', 'UserProfiles'].map((title, index) => ({
          tab_id: index,
          title,
          rows: ROWS + 200,
          columns: [
            ...COLUMNS.map((header) => ({ header, hidden: false })),
            { header: 'quiz_sync_key', hidden: true },
          ],
        })),
      ],
    }),
  rows: (tabId, from, count) =>
    okAsync(
      Array.from({ length: Math.max(0, Math.min(count, ROWS - from)) }, (_, offset) =>
        [`learner-${tabId}-${from + offset}`, 'now', '<b>risk</b>', '=1+1', `key-${from + offset}`].map(
          (text) => ({ text, kind: 'text' as const }),
        ),
      ),
    ),
};
