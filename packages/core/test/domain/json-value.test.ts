import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonProblem } from '../../src/domain/json-value.js';

function nested(depth: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

describe('jsonProblem', () => {
  it.each([
    ['NaN', Number.NaN, 'must not contain NaN or Infinity'],
    ['Infinity', [1, Number.POSITIVE_INFINITY], 'must not contain NaN or Infinity'],
    ['undefined', { a: undefined }, 'must be JSON'],
    ['a hole', new Array(2), 'must be JSON'],
    ['a function', { toJSON: () => 1 }, 'must be JSON'],
    ['a bigint', 1n, 'must be JSON'],
    ['a symbol', Symbol('s'), 'must be JSON'],
    ['a date', new Date(0), 'must be JSON'],
    ['a map', new Map(), 'must be JSON'],
    ['an instance', new (class Thing {})(), 'must be JSON'],
    ['a prototype', JSON.parse('{"a":{"__proto__":1}}'), 'must not have a key named __proto__'],
    ['a constructor', { constructor: 1 }, 'must not have a key named constructor'],
    ['NUL in a key', { 'a\0': 1 }, 'must not contain a NUL character'],
    ['half a character', ['\udc00'], 'must not contain a lone surrogate (half of a character)'],
    ['33 levels', nested(33), 'must not be nested deeper than 32 levels'],
  ])('finds %s', (_name, value, problem) => {
    expect(jsonProblem(value)).toBe(problem);
  });

  it('finds a circle, being deeper than anything', () => {
    const circle: { again?: unknown } = {};
    circle.again = circle;
    expect(jsonProblem(circle)).toBe('must not be nested deeper than 32 levels');
  });

  it('lets 32 levels through, and objects without a prototype', () => {
    expect(jsonProblem(nested(32))).toBeUndefined();
    expect(jsonProblem(Object.create(null))).toBeUndefined();
  });

  it('lets all other JSON through', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
        fc.pre(!/\\u0000|"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
        expect(jsonProblem(value)).toBeUndefined();
      }),
    );
  });
});
