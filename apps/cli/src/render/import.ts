import type { ImportKind } from '../import/import-kinds.js';
import type { ImportTally } from '../import/take-items.js';
import { counted } from './counted.js';
import { paceWords } from './pace.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { roughly, seconds } from './times.js';

export interface Imported extends ImportTally {
  readonly file: string;
  readonly kind: ImportKind;
  readonly dry_run: boolean;
  /** Problems beyond those that were told one by one. */
  readonly further_problems: number;
  /** Milliseconds. */
  readonly duration_ms: number;
}

/** What became of the lines, and what to do now. */
export function renderImport(done: Imported, style: Style): string {
  const { file, kind, dry_run: dryRun, added, changed, unchanged, refused, duration_ms } = done;
  const verb = dryRun ? 'Would import' : 'Imported';
  const parts = [
    `${counted(added, 'line')} new`,
    ...(changed === 0 ? [] : [`${changed.toLocaleString('en-US')} changed`]),
    ...(unchanged === 0 ? [] : [`${unchanged.toLocaleString('en-US')} there already`]),
    ...(refused === 0 ? [] : [`${refused.toLocaleString('en-US')} refused`]),
  ];
  const why = dryRun ? 'dry run: nothing was changed' : seconds(duration_ms);
  const headline = `${verb} ${kind} from ${printable(file)}: ${parts.join(', ')} (${why})`;
  const next =
    added + changed === 0
      ? []
      : [
          dryRun
            ? 'The same command without --dry-run imports them'
            : 'quiz-sync force writes it to the spreadsheet',
        ];
  return [style[refused === 0 ? 'good' : 'warning'](headline), ...next].join('\n');
}

/** `12,000 lines, 34% of the file (4,100/s, 12 s left)` */
export function importProgressWords(tally: ImportTally, fraction: number, ms: number): string {
  const done = tally.added + tally.changed + tally.unchanged + tally.refused;
  const left =
    fraction > 0 && fraction < 1 && ms >= 1_000 ? `, ${roughly((ms * (1 - fraction)) / fraction)} left` : '';
  const rate = paceWords(done, undefined, { done, ms }).replace(')', `${left})`);
  return `Importing: ${counted(done, 'line')}, ${Math.floor(fraction * 100)}% of the file${rate}`;
}
