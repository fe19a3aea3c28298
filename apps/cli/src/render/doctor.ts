import type { Check, CheckState } from '../checks/check.js';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { pairLines } from './table.js';

const STYLES: Readonly<Record<CheckState, 'good' | 'warning' | 'bad'>> = {
  ok: 'good',
  warning: 'warning',
  failure: 'bad',
};
/** As wide as the widest. */
const STATE_WIDTH = 'failure'.length;

/** What was found for people: one line to read first, then a line for each check, and under it what to do. */
export function renderDoctor(checks: readonly Check[], style: Style): string {
  const lines = pairLines(checks.map(({ name, detail }) => [printable(name), printable(detail)] as const));
  const told = checks.flatMap((check, index) => [
    `${style[STYLES[check.state]](check.state.padEnd(STATE_WIDTH))}  ${lines[index] ?? ''}`,
    ...remedyLines(check),
  ]);
  return [headline(checks, style), '', ...told].join('\n');
}

function remedyLines(check: Check): string[] {
  if (check.state === 'ok' || check.remedy === undefined) return [];
  return [`${' '.repeat(STATE_WIDTH)}  what to do: ${printable(check.remedy)}`];
}

/** The worst of them. */
export function overall(checks: readonly Check[]): CheckState {
  const states = new Set(checks.map(({ state }) => state));
  if (states.has('failure')) return 'failure';
  return states.has('warning') ? 'warning' : 'ok';
}

function headline(checks: readonly Check[], style: Style): string {
  const state = overall(checks);
  const of = (wanted: CheckState) => checks.filter((check) => check.state === wanted).length;
  const found = [
    ...(of('failure') === 0 ? [] : [counted(of('failure'), 'failure')]),
    ...(of('warning') === 0 ? [] : [counted(of('warning'), 'warning')]),
  ];
  const words = state === 'ok' ? 'Everything is as it should be' : `Found ${found.join(' and ')}`;
  return style[STYLES[state]](`${words} (${counted(checks.length, 'check')})`);
}
