import { stripVTControlCharacters } from 'node:util';
import type { LogFields } from '@quiz-sync/core';
import { expect, test } from 'vitest';
import type { LogLevel } from '../src/configuration/setting-schemas.js';
import { pinoLog } from '../src/pino-log.js';
import { terminalLine } from '../src/terminal-line.js';

function logged(level: LogLevel): { lines: string[]; log: ReturnType<typeof pinoLog> } {
  const lines: string[] = [];
  return { lines, log: pinoLog(level, { write: (line) => void lines.push(line) }) };
}

test('each message is one JSON line with its words as they are and the facts beside them', () => {
  const { lines, log } = logged('info');
  log.info('Background sync triggered for user u1 after quiz submission', {
    user_id: 'u1',
    session_id: undefined,
  });
  log.warn('Failed to trigger background sync after quiz submission');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      user_id: 'u1',
      msg: 'Background sync triggered for user u1 after quiz submission',
    },
    { level: 40, time: expect.any(String), msg: 'Failed to trigger background sync after quiz submission' },
  ]);
});

test('secrets and people’s addresses are masked in messages and in facts, and what is no plain value is left out (fault 54)', () => {
  const { lines, log } = logged('debug');
  const deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`) as string;
  log.debug('token ya29.canary', { reason: 'Bearer canary', user_id: 'ada@school.example', rows: 3 });
  log.error('mongodb://quiz:canary@db/quiz', {
    remedy: deep as never,
    error: Object.assign(new Error(), { key: 'canary' }) as never,
  });
  expect(lines.join('')).not.toContain('canary');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'token [masked]', reason: 'Bearer [masked]', user_id: 'a…@school.example', rows: 3 },
    { msg: 'mongodb://quiz:[masked]@db/quiz', remedy: '[not a plain value]', error: '[not a plain value]' },
  ]);
});

test('what core does not name is left out, whatever it is', () => {
  const { lines, log } = logged('info');
  const odd = {
    email: 'canary@school.example',
    answer: 'canary',
    level: 'canary',
    msg: 'canary',
    run_id: 'r1',
  };
  log.info('x', odd as LogFields);
  expect(lines.join('')).not.toContain('canary');
  expect(JSON.parse(lines[0] ?? '')).toEqual({ level: 30, time: expect.any(String), run_id: 'r1', msg: 'x' });
});

test('a fact cannot end the line', () => {
  const { lines, log } = logged('info');
  log.error('x', { user_id: 'a\nb' });
  expect(lines[0]?.match(/\n/g)).toEqual(['\n']);
});

test.each<[LogLevel, number]>([
  ['debug', 4],
  ['warn', 2],
  ['silent', 0],
])('at level %s, %i of four are logged', (level, expected) => {
  const { lines, log } = logged(level);
  for (const name of ['debug', 'info', 'warn', 'error'] as const) log[name](name);
  expect(lines).toHaveLength(expected);
});

test('on a terminal a line is for people, and its text cannot steer the terminal', () => {
  const line = JSON.stringify({
    level: 40,
    time: '2026-11-23T12:34:56.000Z',
    msg: 'Hm\u001b[2J',
    user_id: 'a b',
    count: 3,
  });
  expect(stripVTControlCharacters(terminalLine(line))).toBe(
    '12:34:56 warn  Hm\u{fffd}[2J user_id="a b" count=3\n',
  );
});
