/** What a tab is for, whatever people call it. */
export const TAB_NAMES = [
  'responses',
  'profiles',
  'course_statistics',
  'course_progress',
  'engagement',
] as const;

export type TabName = (typeof TAB_NAMES)[number];
