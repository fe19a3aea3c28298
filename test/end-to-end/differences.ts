import { isDeepStrictEqual } from 'node:util';
import type { Expected } from './recompute.ts';
import type { ReplayReport } from './replay.ts';

/** Every way in which the sheet differs from what it should hold; empty when it is exact. */
export function differences(
  { responses, profiles, courses }: ReplayReport['tabs'],
  expected: Expected,
): string[] {
  return [
    ...compareKeys('QuizResponses', responses, expected.responses),
    ...compareKeys('UserProfiles', profiles, Object.keys(expected.profiles)),
    ...compareKeys('course_statistics', courses, Object.keys(expected.courses)),
    ...profiles.flatMap((row) => {
      const found = [
        row['quizzes_taken'],
        row['days_active'],
        row['day_streak'],
        row['courses_enrolled'],
        row['total_course_score'],
      ];
      return compareRow('UserProfiles', row, found, expected.profiles);
    }),
    ...courses.flatMap((row) => {
      const found = [row['Total Questions Taken'], row['Score (%)'], row['Current Level']];
      return compareRow('course_statistics', row, found, expected.courses);
    }),
  ];
}

function keyOf(row: Record<string, unknown>): string {
  return String(row['quiz_sync_key']);
}

function compareKeys(
  tab: string,
  rows: readonly Record<string, unknown>[],
  expected: readonly string[],
): string[] {
  const found = Map.groupBy(rows, keyOf);
  const wanted = new Set(expected);
  return [
    ...expected.filter((key) => !found.has(key)).map((key) => `${tab}: ${key} is missing`),
    ...[...found].filter(([key]) => !wanted.has(key)).map(([key]) => `${tab}: ${key} is nobody's`),
    ...[...found]
      .filter(([, same]) => same.length > 1)
      .map(([key, same]) => `${tab}: ${key} ${same.length} times`),
  ];
}

function compareRow(
  tab: string,
  row: Record<string, unknown>,
  found: readonly unknown[],
  expected: Readonly<Record<string, readonly unknown[]>>,
): string[] {
  const wanted = expected[keyOf(row)];
  return isDeepStrictEqual(found, wanted)
    ? []
    : [`${tab}: ${keyOf(row)} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];
}
