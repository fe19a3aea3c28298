import type { ArchiveKind, CopyProgress } from '@quiz-sync/core';
import { counted } from './counted.js';
import { farWords, type Pace } from './pace.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { seconds } from './times.js';

interface FinishedCopy {
  readonly from: string;
  readonly to: string;
  readonly resumed: boolean;
  readonly records: Readonly<Record<ArchiveKind, number>>;
  /** Milliseconds, of the last try. */
  readonly duration_ms: number;
}

/** What was copied, and what to do now. */
export function renderCopy({ from, to, resumed, records, duration_ms }: FinishedCopy, style: Style): string {
  const kinds = Object.entries(records) as [ArchiveKind, number][];
  const parts = kinds
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => counted(count, ...KIND_WORDS[kind]));
  const what = parts.length === 0 ? 'nothing, since it is empty' : parts.join(', ');
  const how = resumed ? 'Went on, and finished' : 'Copied';
  return [
    style.good(
      `${how}: ${printable(from)} to ${printable(to)}, found alike in both (${seconds(duration_ms)})`,
    ),
    `  ${what}`,
    '',
    `Start the service with QUIZ_SYNC_STORE=${printable(to)}, and never again with the other.`,
  ].join('\n');
}

/** How far a copy has got. `pace`: records in how many milliseconds. */
export function copyProgressWords({ phase, kind, done, expected }: CopyProgress, pace: Pace): string {
  const [, plural] = KIND_WORDS[kind];
  const verb = phase === 'copying' ? 'Copying' : 'Comparing';
  return `${verb} ${plural}: ${farWords(done, expected, '', pace)}`;
}

const KIND_WORDS: Readonly<Record<ArchiveKind, readonly [singular: string, plural: string]>> = {
  submission: ['submission', 'submissions'],
  completion: ['completion', 'completions'],
  learner: ['learner', 'learners'],
  course: ['course', 'courses'],
  session: ['session', 'sessions'],
  tab: ['tab', 'tabs'],
  row: ['row of the spreadsheet', 'rows of the spreadsheet'],
  journal: ['unsettled batch', 'unsettled batches'],
  run: ['sync run', 'sync runs'],
  target: ['spreadsheet', 'spreadsheets'],
  api_key: ['API key', 'API keys'],
};
