import { readFileSync } from 'node:fs';
import { ERROR_CODES } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import { EXIT_CODES, EXIT_MEANINGS, type ExitName, exitCodeOf } from '../src/exit-code.js';
import type { Failure } from '../src/failure.js';
import { problem } from './samples.js';

const failedSync = (code: string): Failure => ({ type: 'sync_failed', problem: problem({ code }) });

test('the numbers are those that are documented', () => {
  expect(EXIT_CODES).toEqual({
    done: 0,
    failed: 1,
    usage: 2,
    partly: 3,
    access: 4,
    spreadsheet: 5,
    otherWriter: 6,
    later: 75,
    interrupted: 130,
  });
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const [name, code] of Object.entries(EXIT_CODES))
    expect(readme).toMatch(new RegExp(`\\| ${code} +\\| ${EXIT_MEANINGS[name as ExitName]} +\\|`));
});

describe('how a command ends', () => {
  test.each<[Failure, number]>([
    [{ type: 'usage', message: '' }, 2],
    [{ type: 'configuration_invalid', problems: [] }, 2],
    [{ type: 'store_unavailable', message: '' }, 75],
    [{ type: 'store_full', message: '' }, 1],
    [{ type: 'store_corrupt', message: '' }, 1],
    [{ type: 'sync_disabled' }, 1],
    [{ type: 'lease_held', holder: '', expiresAt: '' }, 6],
    [{ type: 'other_writer', holder: undefined }, 6],
    [{ type: 'not_written', message: '' }, 75],
    [{ type: 'interrupted', message: '' }, 130],
    [{ type: 'not_listening', message: '' }, 1],
    [{ type: 'unexpected', cause: undefined }, 1],
    [failedSync('credentials_rejected'), 4],
    [failedSync('spreadsheet_not_shared'), 4],
    [failedSync('sheets_api_disabled'), 4],
    [failedSync('spreadsheet_not_found'), 5],
    [failedSync('tab_headers_missing'), 5],
    [failedSync('rows_of_another_store'), 5],
    [failedSync('protected'), 5],
    [failedSync('cell_limit_reached'), 5],
    [failedSync('lease_held'), 6],
    [failedSync('fence_lost'), 6],
    [failedSync('rate_limited'), 75],
    [failedSync('unavailable'), 75],
    [failedSync('outcome_unknown'), 75],
    [failedSync('invalid_request'), 1],
    [failedSync('a_code_of_a_newer_version'), 1],
  ])('after %j: %d', (failure, code) => {
    expect(exitCodeOf(failure)).toBe(code);
  });

  test('what stands still until a person acts is never told as passing by itself', () => {
    for (const [code, { blocked }] of Object.entries(ERROR_CODES))
      if (blocked) expect(exitCodeOf(failedSync(code)), code).not.toBe(EXIT_CODES.later);
  });
});
