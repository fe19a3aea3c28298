import { describe, expect, it } from 'vitest';
import type { Response, Submission } from '../../src/domain/submission.js';
import { compareText, QUARTER_HOUR_MS, tallyLearner, tallySession } from '../../src/statistics/tally.js';

function quiz(submission_id: string, submitted_at: string, rest: Partial<Submission> = {}): Submission {
  return { submission_id, user_id: 'ada', quiz_type: 'micro', submitted_at, responses: [answer()], ...rest };
}

function answer(rest: Partial<Response> = {}): Response {
  return { quiz_id: 'q', topic: 'fractions', selected_option: 'A', correct: true, ...rest };
}

describe('tallyLearner', () => {
  it('groups by course id and topic, none first', () => {
    const responses = [
      answer({ course_id: 'c-2', topic: 'a' }),
      answer({ course_id: 'c-1', topic: 'b', page_index: 3 }),
      answer({ course_id: 'c-1', topic: 'a', correct: false }),
      answer({ topic: 'z' }),
      answer({ course_id: 'c-1', topic: 'b', page_index: 1 }),
      answer({ course_id: 'c-1', topic: 'b', page_index: 3, correct: false }),
    ];
    const tally = tallyLearner('ada', [quiz('s-1', '2026-03-02T10:14:59.999Z', { responses })]);
    expect(
      tally.groups.map(({ course_id, topic, answered, correct, pages }) => [
        course_id,
        topic,
        answered,
        correct,
        pages,
      ]),
    ).toEqual([
      [undefined, 'z', 1, 1, []],
      ['c-1', 'a', 1, 0, []],
      ['c-1', 'b', 3, 2, [1, 3]],
      ['c-2', 'a', 1, 1, []],
    ]);
    expect(tally).toMatchObject({ user_id: 'ada', submissions: 1 });
    expect(tally.quarter_hours.map((quarter) => new Date(quarter * QUARTER_HOUR_MS).toISOString())).toEqual([
      '2026-03-02T10:00:00.000Z',
    ]);
  });

  it('takes the session of the latest submission that names one, of the greatest id among equals', () => {
    const submissions = [
      quiz('s-2', '2026-03-02T10:00:00.000Z', { session_id: 'later id' }),
      quiz('s-1', '2026-03-02T10:00:00.000Z', { session_id: 'earlier id' }),
      quiz('s-9', '2026-03-01T10:00:00.000Z', { session_id: 'earlier' }),
    ];
    for (const order of [submissions, submissions.toReversed()]) {
      expect(tallyLearner('ada', order).groups[0]?.last_session_id).toBe('later id');
    }
    const [group] = tallyLearner('ada', [...submissions, quiz('s-0', '2026-03-03T10:00:00.000Z')]).groups;
    expect(group).toMatchObject({
      last_session_id: 'later id',
      last_session_at: '2026-03-02T10:00:00.000Z',
      last_answered_at: '2026-03-03T10:00:00.000Z',
    });
    const [none] = tallyLearner('ada', [quiz('s-0', '2026-03-03T10:00:00.000Z')]).groups;
    expect([none?.last_session_id, none?.last_session_at]).toEqual([undefined, undefined]);
  });
});

describe('tallySession', () => {
  it('belongs to the learner of its earliest submission', () => {
    const submissions = [
      quiz('s-2', '2026-03-02T10:00:00.000Z', { user_id: 'second' }),
      quiz('s-1', '2026-03-02T10:00:00.000Z', { user_id: 'first' }),
      quiz('s-0', '2026-03-02T11:00:00.000Z', { user_id: 'third' }),
    ];
    expect(tallySession('room', submissions)).toEqual({
      session_id: 'room',
      user_id: 'first',
      submissions: 3,
      last_submitted_at: '2026-03-02T11:00:00.000Z',
    });
  });

  it('is a bug without submissions', () => {
    expect(() => tallySession('room', [])).toThrow(TypeError);
  });
});

describe('compareText', () => {
  it('orders by code units on every machine', () => {
    expect(['b', 'a', 'ä', 'B', 'a'].sort(compareText)).toEqual(['B', 'a', 'a', 'b', 'ä']);
  });
});
