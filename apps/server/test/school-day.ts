import type { SyncRun, SyncStatus } from '@quiz-sync/core';
import type { BacklogSample } from '../src/status-stream/backlog-history.js';
import { run } from './stub-quiz-sync.js';

export const MINUTE = 60_000;

/** ISO. */
export const ago = (now: number, ms: number): string => new Date(now - ms).toISOString();

/** Tab, title and number of rows. */
export const TITLES = [
  ['responses', 'QuizResponses', 204_812],
  ['profiles', 'UserProfiles', 1_260],
  ['course_statistics', 'course_statistics', 4_904],
  ['course_progress', 'CourseProgress', 4_331],
  ['engagement', 'EngagementLogs', 9_077],
] as const;

export function tabsOf(now: number): SyncStatus['tabs'] {
  return TITLES.map(([tab, title, rows], index) => ({
    ...{ tab, title, rows, rows_in_store: rows, problem: undefined },
    rows_in_store_at: undefined,
    last_write_at: ago(now, 42_000 + index * 7 * MINUTE),
  }));
}

/** Fifty runs, about three minutes apart. */
export function runsOf(now: number): SyncRun[] {
  return Array.from({ length: 50 }, (_, index) => {
    const at = 42_000 + index * 3 * MINUTE + ((index * 7_919) % 61) * 1_000;
    const changes = 1 + ((index * 31) % 17);
    return {
      ...run,
      run_id: `run-${index}`,
      requested_at: ago(now, at + 1_100),
      started_at: ago(now, at + 840),
      finished_at: ago(now, at),
      duration_ms: 620 + ((index * 97) % 500),
      changes,
      tabs: {
        responses: { updated: 0, added: changes * 5, removed: 0 },
        profiles: { updated: changes, added: index % 9 === 0 ? 1 : 0, removed: 0 },
      },
    };
  });
}

/** Half a day, quiet but for a busy hour; `waiting` at the end, grown in as many minutes. */
export function historyOf(now: number, waiting = 0, growth = 0): BacklogSample[] {
  return Array.from({ length: 360 }, (_, index) => {
    const minutes = 360 - index;
    const lesson =
      minutes > 150 && minutes < 200 ? Math.round(40 * Math.sin(((minutes - 150) / 50) * Math.PI)) : 0;
    const stray = (index * 37) % 23 < 3 ? 1 + (index % 5) : 0;
    const grown = minutes <= growth ? Math.round((waiting * (growth + 1 - minutes)) / growth) : 0;
    return {
      at: now - minutes * MINUTE,
      waiting: Math.max(grown, lesson, stray),
      oldest_age_ms: grown > 0 ? (growth + 1 - minutes) * MINUTE : lesson * 90 + stray * 400,
    };
  });
}
