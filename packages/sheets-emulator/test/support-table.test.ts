import { readFileSync } from 'node:fs';
import { supportRows, supportTable } from '@quiz-sync/sheets-emulator';
import { describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('has the table that the code makes', () => {
    // The formatter pads the columns.
    const unpadded = readme.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    expect(unpadded).toContain(supportTable());
  });

  it('says no only of comments and data sources', () => {
    const missing = supportRows().filter(({ emulated }) => !emulated);
    expect(missing.map(({ name }) => name).filter((name) => !/comment|datasource/i.test(name))).toEqual([]);
  });
});
