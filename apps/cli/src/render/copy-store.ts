import type { ArchiveKind, CopyProgress } from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { roughly, seconds } from './times.js';

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
export function copyProgressWords(
  { phase, kind, done, expected }: CopyProgress,
  pace: { readonly done: number; readonly ms: number },
): string {
  const [, plural] = KIND_WORDS[kind];
  const verb = phase === 'copying' ? 'Copying' : 'Comparing';
  const far = expected === undefined || expected < done ? '' : ` of ${expected.toLocaleString('en-US')}`;
  return `${verb} ${plural}: ${done.toLocaleString('en-US')}${far}${paceWords(done, expected, pace)}`;
}

function paceWords(
  done: number,
  expected: number | undefined,
  pace: { readonly done: number; readonly ms: number },
): string {
  if (pace.ms < 1_000 || pace.done === 0) return '';
  const rate = (pace.done * 1_000) / pace.ms;
  const left =
    expected === undefined || expected < done ? '' : `, ${roughly(((expected - done) / rate) * 1_000)} left`;
  return ` (${Math.round(rate).toLocaleString('en-US')}/s${left})`;
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
};
