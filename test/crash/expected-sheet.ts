import type { CourseBody, Facts, SubmissionBody } from './facts.ts';

/** A row as people see it: by header, nothing for an empty cell. Times are ISO. */
export type ExpectedRow = Readonly<Record<string, string | number | boolean | undefined>>;

/** Rows by key, by the tab's first title. */
export type ExpectedSheet = ReadonlyMap<string, ReadonlyMap<string, ExpectedRow>>;

/** What the spreadsheet must say, worked out from what clients sent by the rules in the README, with none of the product's code. */
export function expectedSheet(facts: Facts): ExpectedSheet {
  const submissions = [...facts.submissions.values()].sort((a, b) => order(a.submitted_at, b.submitted_at));
  const bySession = Map.groupBy(
    submissions.filter(({ session_id }) => session_id !== undefined),
    ({ session_id }) => String(session_id),
  );
  const learners = learnerIds(facts).map((userId) => learnerRows(facts, userId, submissions));
  return new Map([
    ['QuizResponses', new Map(submissions.flatMap(responseRows))],
    ['UserProfiles', new Map(learners.map(({ profile }) => profile))],
    ['course_statistics', new Map(learners.flatMap(({ statistics }) => statistics))],
    ['CourseProgress', new Map(learners.flatMap(({ progress }) => progress))],
    ['EngagementLogs', new Map(sessionRows(facts, bySession))],
  ]);
}

type Keyed = readonly [key: string, row: ExpectedRow];

function responseRows(sent: SubmissionBody): Keyed[] {
  return sent.responses.map((response, index) => [
    `${sent.submission_id}:${index}`,
    {
      user_id: sent.user_id,
      timestamp: sent.submitted_at,
      quiz_id: response.quiz_id,
      topic_tag: response.topic,
      selected_option: response.selected_option,
      correct: response.correct,
      session_id: sent.session_id,
      explanation: response.explanation,
      course_id: response.course_id,
      page_index: response.page_index,
    },
  ]);
}

function learnerIds({ submissions, completions, learners, sessions }: Facts): string[] {
  const talkative = [...sessions.values()].filter(({ messages_per_session }) => messages_per_session > 0);
  const acting = [...submissions.values(), ...completions.values(), ...talkative];
  return [...new Set([...acting.map(({ user_id }) => user_id), ...learners.keys()])];
}

/** One thing a learner did: a response given, or a course completed. */
interface Deed {
  readonly at: string;
  readonly courseId: string | undefined;
  readonly courseName: string;
  readonly session: string | undefined;
  /** `undefined`: a completion. */
  readonly correct: boolean | undefined;
  readonly page: number | undefined;
}

function learnerRows(facts: Facts, userId: string, submissions: readonly SubmissionBody[]) {
  const own = submissions.filter(({ user_id }) => user_id === userId);
  const deeds = deedsOf(facts, userId, own);
  const byName = Map.groupBy(deeds, ({ courseName }) => courseName);
  const courses = [...byName].sort(([a], [b]) => order(a, b)).map(([name, of]) => standing(name, of));
  const { first_name, last_name, email } = facts.learners.get(userId) ?? {};
  const chats = [...facts.sessions.values()].filter(
    ({ user_id, messages_per_session }) => user_id === userId && messages_per_session > 0,
  );
  const days = new Set(own.map(({ submitted_at }) => Math.floor(Date.parse(submitted_at) / 86_400_000)));
  const profile: Keyed = [
    userId,
    {
      first_name,
      last_name,
      email,
      total_chats: chats.length,
      quizzes_taken: own.length,
      day_streak: streak(days),
      days_active: days.size,
      courses_enrolled: courses.length,
      total_course_score: courses.reduce((sum, { score }) => sum + score, 0),
      courses_completed: courses.filter(({ completed }) => completed).length,
      course_details: courses.map(({ details }) => details).join(' | ') || undefined,
    },
  ];
  const statistics = courses.map(
    ({ name, asked, score, level, last }): Keyed => [
      `${encodeURIComponent(userId)}/${encodeURIComponent(name)}`,
      {
        'First Name': first_name,
        'Last Name': last_name,
        Email: email,
        'Course Name': name,
        'Total Questions Taken': asked,
        'Score (%)': score,
        'Current Level': level,
        'Last Activity': last,
      },
    ],
  );
  return { profile, statistics, progress: progressRows(facts, userId, deeds) };
}

function deedsOf(facts: Facts, userId: string, own: readonly SubmissionBody[]): Deed[] {
  const titleOf = (courseId: string | undefined) => facts.courses.get(courseId ?? '')?.title;
  const answers = own.flatMap((sent) =>
    sent.responses.map((response) => ({
      at: sent.submitted_at,
      courseId: response.course_id,
      courseName: titleOf(response.course_id) ?? response.topic,
      session: sent.session_id,
      correct: response.correct,
      page: response.page_index,
    })),
  );
  const completed = [...facts.completions.values()].filter(({ user_id }) => user_id === userId);
  const endings = completed.map(({ completed_at, course_id, session_id }) => ({
    at: completed_at,
    courseId: course_id,
    courseName: titleOf(course_id) ?? course_id,
    session: session_id,
    correct: undefined,
    page: undefined,
  }));
  return [...answers, ...endings].sort((a, b) => order(a.at, b.at));
}

function standing(name: string, deeds: readonly Deed[]) {
  const answers = deeds.filter(({ correct }) => correct !== undefined);
  const asked = answers.length;
  const right = answers.filter(({ correct }) => correct).length;
  const score = asked === 0 ? 0 : Math.floor((100 * right) / asked + 0.5);
  const level = levelAt(asked, score);
  const pages = new Set(answers.flatMap(({ page }) => page ?? [])).size;
  return {
    ...{ name, asked, score, level },
    last: deeds.at(-1)?.at,
    completed: answers.length < deeds.length,
    details: `${name}: ${score}% (${pages} pages, ${asked} questions, ${level})`,
  };
}

function progressRows({ courses }: Facts, userId: string, deeds: readonly Deed[]): Keyed[] {
  const withId = deeds.filter(({ courseId }) => courseId !== undefined);
  return [...Map.groupBy(withId, ({ courseId }) => String(courseId))].map(([courseId, of]): Keyed => {
    const { title, page_count }: CourseBody = courses.get(courseId) ?? {};
    const pages = of.flatMap(({ page }) => page ?? []);
    return [
      `${encodeURIComponent(userId)}/${encodeURIComponent(courseId)}`,
      {
        user_id: userId,
        session_id: of.at(-1)?.session,
        course_id: courseId,
        course_name: title,
        page_number: pages.length === 0 ? undefined : Math.max(...pages),
        total_pages: page_count,
        completed: of.some(({ correct }) => correct === undefined),
        timestamp: of.at(-1)?.at,
      },
    ];
  });
}

function sessionRows(
  { sessions }: Facts,
  bySession: ReadonlyMap<string, readonly SubmissionBody[]>,
): Keyed[] {
  const ids = new Set([...sessions.keys(), ...bySession.keys()]);
  return [...ids].map((sessionId): Keyed => {
    const told = sessions.get(sessionId);
    const quizzes = bySession.get(sessionId) ?? [];
    const times = [told?.last_activity, quizzes.at(-1)?.submitted_at].filter((time) => time !== undefined);
    return [
      sessionId,
      {
        user_id: told?.user_id ?? quizzes[0]?.user_id,
        session_id: sessionId,
        messages_per_session: told?.messages_per_session,
        session_duration: told?.session_duration,
        quizzes_attempted: quizzes.length,
        pretest_completed: told?.pretest_completed,
        last_activity: times.sort(order).at(-1),
        confidence_rating: told?.confidence_rating,
      },
    ];
  });
}

function levelAt(asked: number, score: number): string {
  if (asked < 3) return 'beginner';
  if (asked < 8) return score >= 80 ? 'intermediate' : 'beginner';
  if (score >= 85) return 'advanced';
  return score >= 70 ? 'intermediate' : 'beginner';
}

/** Days in a row that end on the last one. */
function streak(days: ReadonlySet<number>): number {
  let length = 0;
  for (const last = Math.max(...days); days.has(last - length); ) length += 1;
  return length;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
