/**
 * Writes the table of what is emulated into the README, between its two marks:
 *
 *     node scripts/write-support-table.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { supportTable } from '../src/support-table.ts';

const file = new URL('../README.md', import.meta.url);
const [before = '', , after = ''] = readFileSync(file, 'utf8').split(/<!-- support table(?: end)? -->/);
writeFileSync(
  file,
  `${before}<!-- support table -->\n\n${supportTable()}\n\n<!-- support table end -->${after}`,
);
