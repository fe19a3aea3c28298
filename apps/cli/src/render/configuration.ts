import type { ExplainedSetting } from '@quiz-sync/server';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { tableLines } from './table.js';

/** The configuration for people, a line a value. */
export function renderConfiguration(values: readonly ExplainedSetting[], style: Style): string {
  const [headings = '', ...lines] = tableLines(
    [
      { heading: 'SETTING', align: 'left' },
      { heading: 'VALUE', align: 'left' },
      { heading: 'FROM', align: 'left' },
    ],
    values.map(({ name, value, from }) => [name, printable(value ?? '(none)'), printable(from)]),
  );
  return [style.bold(headings), ...lines].join('\n');
}
