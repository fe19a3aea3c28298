import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { responseId } from '../../src/domain/submission.js';
import { courseOfKey, rowSubject } from '../../src/tabs/row-subject.js';
import { pairKey } from '../../src/tabs/sheet-row.js';

const id = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });

describe('row keys', () => {
  it('lead back to their subjects, whatever characters ids hold', () => {
    fc.assert(
      fc.property(id, id, fc.nat(499), (first, second, index) => {
        expect(rowSubject('responses', responseId(first, index))).toEqual({ kind: 'submission', id: first });
        expect(rowSubject('course_statistics', pairKey(first, second))).toEqual({
          kind: 'learner',
          id: first,
        });
        expect(rowSubject('engagement', first)).toEqual({ kind: 'session', id: first });
        expect(courseOfKey('course_progress', pairKey(first, second))).toBe(second);
      }),
    );
  });

  it('made of two ids differ when the ids do', () => {
    fc.assert(
      fc.property(id, id, id, id, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(pairKey(a, b)).not.toBe(pairKey(c, d));
      }),
    );
  });

  it.each(['', 'no-pair', '/x', 'a/b/c', '%E0%A4%A/x'])('say nothing when people typed them: %j', (key) => {
    expect(rowSubject('course_statistics', key)).toBeUndefined();
  });

  it('are plain for plain ids', () => {
    expect(pairKey('u1', 'Algebra')).toBe('u1/Algebra');
  });
});
