import type { ReadCell, TabName } from '@quiz-sync/core';
import type { CompletionFact, Facts, LearnerFact, ResponseFact, SubmissionFact } from './facts.ts';

/** What a row of ours should hold, by header; times in epoch milliseconds; empty cells are left out. */
export type ExpectedRow = Readonly<Record<string, ReadCell>>;
export type ExpectedRows = Readonly<Record<TabName, ReadonlyMap<string, ExpectedRow>>>;

/** Zones without summer time, so that the model needs no calendar: the spreadsheet's, and the one days are counted in. */
export const SHEET_ZONE = { name: 'Asia/Kolkata', offsetMs: 19_800_000 };
export const DAYS_ZONE = { name: 'Asia/Tokyo', offsetMs: 32_400_000 };

/** The course configured for a topic. */
export const TOPIC_COURSES: Readonly<Record<string, string>> = { Fractions: 'Arithmetic' };

/** The whole sheet worked out from the facts, by the rules of the design and with none of the product's code. */
export function expectedRows(facts: Facts): ExpectedRows {
  const learners = learnersOf(facts);
  return {
    responses: new Map([...facts.submissions.values()].flatMap(responseRows)),
    profiles: new Map(learners.map((userId) => [userId, profileRow(facts, userId)])),
    course_statistics: new Map(learners.flatMap((userId) => statisticsRows(facts, userId))),
    course_progress: new Map(learners.flatMap((userId) => progressRows(facts, userId))),
    engagement: new Map(sessionsOf(facts).map((sessionId) => [sessionId, sessionRow(facts, sessionId)])),
  };
}

function learnersOf(facts: Facts): string[] {
  const ids = [
    ...[...facts.submissions.values()].map((submission) => submission.user_id),
    ...[...facts.completions.values()].map((completion) => completion.user_id),
    ...facts.learners.keys(),
    ...[...facts.sessions.values()].flatMap((session) =>
      session.user_id !== undefined && (session.messages_per_session ?? 0) > 0 ? [session.user_id] : [],
    ),
  ];
  return [...new Set(ids)];
}

function responseRows(submission: SubmissionFact): [string, ExpectedRow][] {
  return submission.responses.map((response, index) => [
    `${submission.submission_id}:${index}`,
    row({
      user_id: submission.user_id,
      timestamp: submission.at,
      quiz_id: response.quiz_id,
      topic_tag: response.topic,
      selected_option: response.selected_option,
      correct: response.correct,
      session_id: submission.session_id,
      explanation: response.explanation,
      course_id: response.course_id,
      page_index: response.page_index,
    }),
  ]);
}

/** One answer with when and by whom it was given. */
interface Answer extends ResponseFact {
  readonly at: number;
  readonly session: string | undefined;
}

interface CourseResult {
  readonly name: string;
  readonly asked: number;
  readonly score: number;
  readonly level: string;
  readonly pages: number;
  readonly completed: boolean;
  readonly lastActivity: number;
}

function courseResults(facts: Facts, userId: string): CourseResult[] {
  const title = (courseId: string | undefined) =>
    courseId === undefined ? undefined : facts.courses.get(courseId)?.title;
  const answers = Map.groupBy(
    answersOf(facts, userId),
    ({ course_id, topic }) => title(course_id) ?? TOPIC_COURSES[topic] ?? topic,
  );
  const completions = Map.groupBy(
    completionsOf(facts, userId),
    ({ course_id }) => title(course_id) ?? course_id,
  );
  const names = [...new Set([...answers.keys(), ...completions.keys()])].sort();
  return names.map((name) => courseResult(name, answers.get(name) ?? [], completions.get(name) ?? []));
}

function courseResult(
  name: string,
  answers: readonly Answer[],
  completions: readonly CompletionFact[],
): CourseResult {
  const score = percent(answers.filter(({ correct }) => correct).length, answers.length);
  const pages = new Set(answers.flatMap(({ page_index }) => page_index ?? []));
  return {
    name,
    asked: answers.length,
    score,
    level: level(answers.length, score),
    pages: pages.size,
    completed: completions.length > 0,
    lastActivity: Math.max(...[...answers, ...completions].map(({ at }) => at)),
  };
}

function answersOf(facts: Facts, userId: string): Answer[] {
  return [...facts.submissions.values()]
    .filter((submission) => submission.user_id === userId)
    .flatMap(({ responses, at, session_id }) =>
      responses.map((response) => ({ ...response, at, session: session_id })),
    );
}

function completionsOf(facts: Facts, userId: string): CompletionFact[] {
  return [...facts.completions.values()].filter((completion) => completion.user_id === userId);
}

/** Half up: the greatest whole number that is at most half above the exact value. */
function percent(correct: number, asked: number): number {
  let whole = 0;
  while (asked > 0 && (2 * whole + 1) * asked <= 200 * correct) whole += 1;
  return whole;
}

function level(asked: number, score: number): string {
  if (asked < 3) return 'beginner';
  if (asked < 8) return score >= 80 ? 'intermediate' : 'beginner';
  return score >= 85 ? 'advanced' : score >= 70 ? 'intermediate' : 'beginner';
}

function profileRow(facts: Facts, userId: string): ExpectedRow {
  const submissions = [...facts.submissions.values()].filter((each) => each.user_id === userId);
  const courses = courseResults(facts, userId);
  const days = new Set(submissions.map(({ at }) => Math.floor((at + DAYS_ZONE.offsetMs) / 86_400_000)));
  const chats = [...facts.sessions.values()].filter(
    (session) => session.user_id === userId && (session.messages_per_session ?? 0) > 0,
  );
  const details = courses.map(
    ({ name, score, pages, asked, level }) =>
      `${name}: ${score}% (${pages} pages, ${asked} questions, ${level})`,
  );
  return row({
    ...names(facts.learners.get(userId)),
    total_chats: chats.length,
    quizzes_taken: submissions.length,
    day_streak: streak(days),
    days_active: days.size,
    courses_enrolled: courses.length,
    total_course_score: courses.reduce((sum, { score }) => sum + score, 0),
    courses_completed: courses.filter(({ completed }) => completed).length,
    course_details: details.join(' | '),
  });
}

function names(learner: LearnerFact = {}): Record<string, string | undefined> {
  return { first_name: learner.first_name, last_name: learner.last_name };
}

function streak(days: ReadonlySet<number>): number {
  let length = 0;
  for (let day = Math.max(...days); days.has(day); day -= 1) length += 1;
  return length;
}

function statisticsRows(facts: Facts, userId: string): [string, ExpectedRow][] {
  const { first_name, last_name } = facts.learners.get(userId) ?? {};
  return courseResults(facts, userId).map((course) => [
    pair(userId, course.name),
    row({
      'First Name': first_name,
      'Last Name': last_name,
      'Course Name': course.name,
      'Total Questions Taken': course.asked,
      'Score (%)': course.score,
      'Current Level': course.level,
      'Last Activity': course.lastActivity,
    }),
  ]);
}

function progressRows(facts: Facts, userId: string): [string, ExpectedRow][] {
  const answers = Map.groupBy(answersOf(facts, userId), ({ course_id }) => course_id);
  const completions = Map.groupBy(completionsOf(facts, userId), ({ course_id }) => course_id);
  const ids = new Set([...answers.keys(), ...completions.keys()]);
  return [...ids].flatMap((courseId): [string, ExpectedRow][] => {
    if (courseId === undefined) return [];
    const given = answers.get(courseId) ?? [];
    const done = completions.get(courseId) ?? [];
    return [[pair(userId, courseId), progressRow(facts, { userId, courseId, given, done })]];
  });
}

interface Progress {
  readonly userId: string;
  readonly courseId: string;
  readonly given: readonly Answer[];
  readonly done: readonly CompletionFact[];
}

function progressRow(facts: Facts, { userId, courseId, given, done }: Progress): ExpectedRow {
  const activities = [
    ...given.map(({ at, session }) => ({ at, session, order: 0 })),
    ...done.map(({ at, session_id }) => ({ at, session: session_id, order: 1 })),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  const pages = given.flatMap(({ page_index }) => page_index ?? []);
  return row({
    user_id: userId,
    session_id: activities.findLast(({ session }) => session !== undefined)?.session,
    course_id: courseId,
    course_name: facts.courses.get(courseId)?.title,
    page_number: pages.length === 0 ? undefined : Math.max(...pages),
    total_pages: facts.courses.get(courseId)?.page_count,
    completed: done.length > 0,
    timestamp: Math.max(...activities.map(({ at }) => at)),
  });
}

function sessionsOf(facts: Facts): string[] {
  const named = [...facts.submissions.values()].flatMap(({ session_id }) => session_id ?? []);
  return [...new Set([...named, ...facts.sessions.keys()])];
}

function sessionRow(facts: Facts, sessionId: string): ExpectedRow {
  const session = facts.sessions.get(sessionId);
  const submissions = [...facts.submissions.values()]
    .filter((submission) => submission.session_id === sessionId)
    .sort((a, b) => a.at - b.at);
  const heard = [...submissions.map(({ at }) => at), ...(session === undefined ? [] : [session.created_at])];
  return row({
    user_id: session?.user_id ?? submissions[0]?.user_id,
    session_id: sessionId,
    messages_per_session: session?.messages_per_session,
    session_duration: session?.session_duration,
    quizzes_attempted: submissions.length,
    pretest_completed: session?.pretest_completed,
    last_activity: Math.max(...heard),
    confidence_rating: session?.confidence_rating,
  });
}

function pair(userId: string, course: string): string {
  return `${encodeURIComponent(userId)}/${encodeURIComponent(course)}`;
}

function row(cells: Record<string, ReadCell | undefined>): ExpectedRow {
  return Object.fromEntries(
    Object.entries(cells).filter(
      (cell): cell is [string, ReadCell] => cell[1] !== undefined && cell[1] !== '',
    ),
  );
}
