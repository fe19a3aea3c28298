import type { LearnerTally, TallyGroup } from '@quiz-sync/core';
import { compareText } from '@quiz-sync/core/light';

/**
 * The tally of two sets of one learner's submissions, from the tallies of each. `undefined` when it cannot be told from
 * them: both sets have a latest answer that names a session, of the same group and at the same instant, and which session
 * was the last depends on submission ids, which tallies do not hold.
 */
export function mergeTallies(a: LearnerTally, b: LearnerTally): LearnerTally | undefined {
  const groups = new Map(a.groups.map((group) => [groupId(group), group]));
  for (const group of b.groups) {
    const id = groupId(group);
    const other = groups.get(id);
    const { last_session_at } = group;
    if (last_session_at !== undefined && other?.last_session_at === last_session_at) return undefined;
    groups.set(id, other === undefined ? group : mergeGroups(other, group));
  }
  return {
    user_id: a.user_id,
    submissions: a.submissions + b.submissions,
    groups: [...groups.values()].sort(byCourseThenTopic),
    quarter_hours: union(a.quarter_hours, b.quarter_hours),
  };
}

function groupId({ course_id, topic }: TallyGroup): string {
  return JSON.stringify([course_id ?? null, topic]);
}

function mergeGroups(a: TallyGroup, b: TallyGroup): TallyGroup {
  const last = compareText(a.last_answered_at, b.last_answered_at) > 0 ? a : b;
  const ofSession = compareText(a.last_session_at ?? '', b.last_session_at ?? '') > 0 ? a : b;
  return {
    course_id: a.course_id,
    topic: a.topic,
    answered: a.answered + b.answered,
    correct: a.correct + b.correct,
    pages: union(a.pages, b.pages),
    last_answered_at: last.last_answered_at,
    last_session_id: ofSession.last_session_id,
    last_session_at: ofSession.last_session_at,
  };
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Ids are not empty, so '' stands for none, which comes first. */
function byCourseThenTopic(a: TallyGroup, b: TallyGroup): number {
  return compareText(a.course_id ?? '', b.course_id ?? '') || compareText(a.topic, b.topic);
}
