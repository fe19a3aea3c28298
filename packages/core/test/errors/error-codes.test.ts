import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/errors/error-codes.js';
import { fillIn } from '../../src/errors/fill-in.js';

describe.each(Object.entries(ERROR_CODES))('the error code %s', (code, { title, cause, remedy }) => {
  it('says in whole sentences what happened, why, and what to do', () => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  it('names only what can be filled in', () => {
    const names = { account: 'ACCOUNT', spreadsheet_url: 'URL', tab: 'TAB', range: 'RANGE' };
    for (const text of [title, cause, remedy]) {
      expect(fillIn(text, names)).not.toMatch(/[{}]/);
      expect(fillIn(text, {})).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe('fillIn', () => {
  it('puts names in as they are', () => {
    const names = { account: 'a{tab}$&$1', tab: undefined };
    expect(fillIn('{account} at {tab}, {other}', names)).toBe('a{tab}$&$1 at the tab, {other}');
  });

  it('leaves names of object properties alone', () => {
    expect(fillIn('{constructor} {toString}', {})).toBe('{constructor} {toString}');
  });
});
