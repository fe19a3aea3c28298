import type { Submission } from '../domain/submission.js';

/** One learner's answers to one topic within one course id (or within none). */
export interface TallyGroup {
  /** `undefined`: the responses named no course. */
  readonly course_id: string | undefined;
  readonly topic: string;
  readonly answered: number;
  readonly correct: number;
  /** Distinct `page_index` values, ascending. */
  readonly pages: readonly number[];
  /** Latest `submitted_at` of the group. */
  readonly last_answered_at: string;
  /** `session_id` of the latest submission of the group that names one (the greatest `submission_id` among equals); `undefined` when none does. */
  readonly last_session_id: string | undefined;
  /** `submitted_at` of that submission. */
  readonly last_session_at: string | undefined;
}

/** What a learner did: all that the statistics need of the submissions. */
export interface LearnerTally {
  readonly user_id: string;
  readonly submissions: number;
  /** Ordered by course id (none first), then topic, by UTF-16 code units. */
  readonly groups: readonly TallyGroup[];
  /**
   * Distinct quarter hours with a submission: floor(epoch ms / 900,000), ascending. Every time zone's days begin on a
   * quarter hour of UTC, so calendar days in any zone can be told from these, and stores need no time zone data.
   */
  readonly quarter_hours: readonly number[];
}

/** What happened in a session, told by the submissions that name it. */
export interface SessionTally {
  readonly session_id: string;
  /** Of the earliest submission (the least `submission_id` among equals). */
  readonly user_id: string;
  readonly submissions: number;
  readonly last_submitted_at: string;
}

export const QUARTER_HOUR_MS = 900_000;

/** Folds one learner's submissions, given in any order. */
export function tallyLearner(userId: string, submissions: readonly Submission[]): LearnerTally {
  const groups = new Map<string, GroupBuilder>();
  const quarterHours = new Set<number>();
  for (const submission of [...submissions].sort(bySubmittedAt)) {
    quarterHours.add(Math.floor(Date.parse(submission.submitted_at) / QUARTER_HOUR_MS));
    for (const response of submission.responses) {
      const id = JSON.stringify([response.course_id ?? null, response.topic]);
      let group = groups.get(id);
      if (group === undefined) {
        group = {
          course_id: response.course_id,
          topic: response.topic,
          answered: 0,
          correct: 0,
          pages: new Set(),
        };
        groups.set(id, group);
      }
      group.answered += 1;
      if (response.correct) group.correct += 1;
      if (response.page_index !== undefined) group.pages.add(response.page_index);
      group.last = submission;
      if (submission.session_id !== undefined) group.lastOfSession = submission;
    }
  }
  return {
    user_id: userId,
    submissions: submissions.length,
    groups: [...groups.values()].sort(byCourseThenTopic).map(finishGroup),
    quarter_hours: [...quarterHours].sort((a, b) => a - b),
  };
}

/** Folds the submissions that name one session, given in any order. At least one. */
export function tallySession(sessionId: string, submissions: readonly Submission[]): SessionTally {
  const ordered = [...submissions].sort(bySubmittedAt);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined)
    throw new TypeError('tallySession needs at least one submission');
  return {
    session_id: sessionId,
    user_id: first.user_id,
    submissions: ordered.length,
    last_submitted_at: last.submitted_at,
  };
}

interface GroupBuilder {
  course_id: string | undefined;
  topic: string;
  answered: number;
  correct: number;
  pages: Set<number>;
  last?: Submission;
  lastOfSession?: Submission;
}

function finishGroup(group: GroupBuilder): TallyGroup {
  return {
    course_id: group.course_id,
    topic: group.topic,
    answered: group.answered,
    correct: group.correct,
    pages: [...group.pages].sort((a, b) => a - b),
    last_answered_at: group.last?.submitted_at ?? '',
    last_session_id: group.lastOfSession?.session_id,
    last_session_at: group.lastOfSession?.submitted_at,
  };
}

function bySubmittedAt(a: Submission, b: Submission): number {
  return compareText(a.submitted_at, b.submitted_at) || compareText(a.submission_id, b.submission_id);
}

function byCourseThenTopic(a: GroupBuilder, b: GroupBuilder): number {
  if (a.course_id !== b.course_id) {
    if (a.course_id === undefined) return -1;
    if (b.course_id === undefined) return 1;
    return compareText(a.course_id, b.course_id);
  }
  return compareText(a.topic, b.topic);
}

/** By UTF-16 code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
