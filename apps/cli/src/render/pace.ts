import { roughly } from './times.js';

/** What was done in how many milliseconds. */
export interface Pace {
  readonly done: number;
  readonly ms: number;
}

/** ` (25,000/s, 35 s left)`, or nothing while it is too early to tell. `expected`: in all, when that is known. */
export function paceWords(done: number, expected: number | undefined, pace: Pace): string {
  if (pace.ms < 1_000 || pace.done === 0) return '';
  const rate = (pace.done * 1_000) / pace.ms;
  const left =
    expected === undefined || expected <= done ? '' : `, ${roughly(((expected - done) / rate) * 1_000)} left`;
  return ` (${Math.round(rate).toLocaleString('en-US')}/s${left})`;
}

/** `120,000 of 1,000,000 rows (25,000/s, 35 s left)` */
export function farWords(done: number, expected: number | undefined, unit: string, pace: Pace): string {
  const far = expected === undefined || expected < done ? '' : ` of ${expected.toLocaleString('en-US')}`;
  return `${done.toLocaleString('en-US')}${far}${unit === '' ? '' : ` ${unit}`}${paceWords(done, expected, pace)}`;
}
