import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeTooOld } from '../src/node-too-old.js';

test.each(['22.13.0', '22.13.1', '22.21.0', '24.0.0', '100.0.0'])('%s is new enough', (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

test.each(['20.20.2', '22.12.0', '8.0.0'])('%s is too old', (version) => {
  expect(nodeTooOld(version)).toBe(`needs Node.js 22.13 or newer, and this is ${version}`);
});

test('the oldest is the one that package.json names', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const oldest = String(manifest.engines.node).replace('>=', '');
  expect(nodeTooOld(oldest)).toBeUndefined();
  expect(nodeTooOld('22.12.9')).toContain(oldest);
});
