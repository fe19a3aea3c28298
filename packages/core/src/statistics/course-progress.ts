import type { Completion } from '../domain/course.js';
import type { Catalogue } from './course-of.js';
import type { CourseProgress } from './learner-statistics.js';
import { compareText, type TallyGroup } from './tally.js';

/** One thing a learner did in a course: answers, or completing it. */
interface Activity {
  readonly at: string;
  readonly session: string | undefined;
  readonly completes: boolean;
  readonly lastPage: number | undefined;
}

/** How far a learner is in each course with an id, by that id. The order of the input does not matter. */
export function courseProgress(
  groups: readonly TallyGroup[],
  completions: readonly Completion[],
  catalogue: Catalogue,
): CourseProgress[] {
  const courses = new Map<string, Activity[]>();
  for (const group of groups) {
    if (group.course_id === undefined) continue;
    for (const activity of answering(group)) add(courses, group.course_id, activity);
  }
  for (const completion of completions) add(courses, completion.course_id, completing(completion));
  return [...courses]
    .sort(([a], [b]) => compareText(a, b))
    .map(([courseId, activities]) => progress(courseId, activities, catalogue));
}

function add(courses: Map<string, Activity[]>, courseId: string, activity: Activity): void {
  const activities = courses.get(courseId);
  if (activities === undefined) courses.set(courseId, [activity]);
  else activities.push(activity);
}

/** The latest answer, and the latest that names a session. */
function answering(group: TallyGroup): Activity[] {
  const { last_answered_at, last_session_id, last_session_at, pages } = group;
  const latest = { at: last_answered_at, session: undefined, completes: false, lastPage: pages.at(-1) };
  if (last_session_at === undefined) return [latest];
  return [latest, { at: last_session_at, session: last_session_id, completes: false, lastPage: undefined }];
}

function completing(completion: Completion): Activity {
  return {
    at: completion.completed_at,
    session: completion.session_id,
    completes: true,
    lastPage: undefined,
  };
}

function progress(courseId: string, activities: readonly Activity[], catalogue: Catalogue): CourseProgress {
  const ordered = [...activities].sort(byTime);
  const course = catalogue.get(courseId);
  const pages = ordered.flatMap(({ lastPage }) => lastPage ?? []);
  return {
    course_id: courseId,
    course_name: course?.title,
    session_id: ordered.findLast(({ session }) => session !== undefined)?.session,
    page_number: pages.length === 0 ? undefined : Math.max(...pages),
    total_pages: course?.page_count,
    completed: ordered.some(({ completes }) => completes),
    timestamp: ordered.at(-1)?.at ?? '',
  };
}

/** At the same time, completing comes last; beyond that, the session's id decides, so that the order of arrival cannot. */
function byTime(a: Activity, b: Activity): number {
  return (
    compareText(a.at, b.at) ||
    Number(a.completes) - Number(b.completes) ||
    compareText(a.session ?? '', b.session ?? '')
  );
}
