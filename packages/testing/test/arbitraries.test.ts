import { responseSchema, submissionSchema } from '@quiz-sync/core';
import {
  AWKWARD_TEXTS,
  aCompletion,
  arbitraryResponse,
  arbitrarySubmission,
  aSubmission,
} from '@quiz-sync/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('generated submissions', () => {
  it('are what the schema lets through, unchanged', () => {
    fc.assert(
      fc.property(arbitrarySubmission(), (submission) => {
        expect(submissionSchema.parse(submission)).toStrictEqual(submission);
      }),
    );
  });

  it('contain responses that the schema lets through', () => {
    fc.assert(
      fc.property(arbitraryResponse({ topics: ['Fractions'] }), (response) => {
        expect(responseSchema.parse(response)).toStrictEqual(response);
      }),
    );
  });

  it('draw from the pools given', () => {
    const pools = { users: ['a', 'b'], sessions: ['s'], topics: ['t'], courses: ['c'] };
    fc.assert(
      fc.property(arbitrarySubmission(pools), (submission) => {
        expect(pools.users).toContain(submission.user_id);
        expect([undefined, 's']).toContain(submission.session_id);
        for (const { topic, course_id } of submission.responses) {
          expect(topic).toBe('t');
          expect([undefined, 'c']).toContain(course_id);
        }
      }),
    );
  });

  it('come with awkward texts that are all different and all allowed', () => {
    expect(new Set(AWKWARD_TEXTS).size).toBe(AWKWARD_TEXTS.length);
    for (const text of AWKWARD_TEXTS) {
      const submission = aSubmission({ submission_id: text, user_id: text, session_id: text });
      expect(submissionSchema.safeParse(submission).success, text).toBe(true);
    }
  });
});

describe('builders', () => {
  it('build the same each time, apart from each other', () => {
    expect(aSubmission()).toStrictEqual(aSubmission());
    expect(aSubmission()).not.toBe(aSubmission());
    expect(aSubmission().responses).not.toBe(aSubmission().responses);
    expect(aCompletion({ course_id: 'other' })).toStrictEqual({ ...aCompletion(), course_id: 'other' });
  });
});
