import { expect, test } from 'vitest';
import { suggest } from '../src/suggest.js';

const COMMANDS = ['serve', 'setup', 'status', 'force', 'cleanup', 'config show'];

test.each([
  ['stauts', 'status'],
  ['satus', 'status'],
  ['STATUS', 'status'],
  ['stat', 'status'],
  ['clean-up', 'cleanup'],
  ['servr', 'serve'],
  ['set-up', 'setup'],
  ['config shwo', 'config show'],
])('%s is close to %s', (typed, meant) => {
  expect(suggest(typed, COMMANDS)).toBe(meant);
});

test.each(['', 'x', 'frobnicate', 'synchronise'])('%j is close to nothing', (typed) => {
  expect(suggest(typed, COMMANDS)).toBeUndefined();
});

test('short words must be nearly right', () => {
  expect(suggest('jsno', ['json'])).toBe('json');
  expect(suggest('jabn', ['json'])).toBeUndefined();
});
