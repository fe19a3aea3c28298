import { describe, expect, it } from 'vitest';
import { nextSize } from '../src/pace.js';

describe('nextSize', () => {
  it.each([
    { size: 1, tookMs: 3, next: 2 },
    { size: 32, tookMs: 3, next: 50 },
    { size: 50, tookMs: 3, next: 50 },
    { size: 16, tookMs: 600, next: 16 },
    { size: 16, tookMs: 1_500, next: 4 },
    { size: 2, tookMs: 15_000, next: 1 },
    { size: 1, tookMs: 15_000, next: 1 },
  ])('after $size in $tookMs ms is $next', ({ size, tookMs, next }) => {
    expect(nextSize(size, tookMs, 50)).toBe(next);
  });
});
