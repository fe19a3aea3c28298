import { digest } from '../digest.js';
import type { Settings } from '../settings.js';
import { compareText } from '../statistics/tally.js';
import type { TabLayout } from '../tabs/tab-layout.js';

/** Raised when rows come to be made in another way, so that every row is compared again after an upgrade. */
const ROWS_VERSION = 2;

/** Digest of everything besides the data that decides what rows hold. */
export function rowSettingsDigest(settings: Settings, layouts: readonly TabLayout[]): string {
  const topics = [...settings.topicCourses].sort(([a], [b]) => compareText(a, b));
  return digest(JSON.stringify([ROWS_VERSION, settings.timeZone, topics, layouts]));
}
