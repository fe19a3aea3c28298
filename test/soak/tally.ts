import type { Difference } from '../crash/sheet-differences.ts';

/** What has happened in a soak. */
export interface Tally {
  episodes: number;
  /** Requests sent, repeats included, by what came back: a status, or `none`. */
  readonly answers: Map<string, number>;
  /** Submissions, completions and changes of learners, courses and sessions that were answered with 2xx. */
  acknowledged: number;
  submissions: number;
  responses: number;
  /** By what they were. */
  readonly disturbances: Map<string, number>;
  readonly edits: Map<string, number>;
  /** Calls to the spreadsheet that got something else than the answer they were due. */
  faults: number;
  starts: number;
  /** Processes that ended by SIGKILL: by the call at which they did, or `anywhere`. */
  readonly kills: Map<string, number>;
  readonly differences: Difference[];
  /** Things that must not happen and are no cells: an answer that is neither success nor trouble, a service that hangs. */
  readonly failures: string[];
}

export function newTally(): Tally {
  return {
    ...{ episodes: 0, acknowledged: 0, submissions: 0, responses: 0, faults: 0, starts: 0 },
    answers: new Map(),
    kills: new Map(),
    disturbances: new Map(),
    edits: new Map(),
    differences: [],
    failures: [],
  };
}

export function count(counts: Map<string, number>, what: string, howMany = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + howMany);
}

/** Whether nothing was lost, duplicated or wrong. */
export function isClean({ differences, failures }: Tally): boolean {
  return differences.length + failures.length === 0;
}

/** For one line. */
export function inShort({ episodes, acknowledged, starts, kills, faults, edits, ...rest }: Tally): string {
  const memory = Math.round(process.memoryUsage.rss() / 1_000_000);
  const wrong = rest.differences.length + rest.failures.length;
  return [
    `${episodes} episodes, ${acknowledged} acknowledged, ${starts} starts, ${sum(kills)} kills, ${faults} faults`,
    `${sum(edits)} edits, ${wrong} differences or failures; ${memory} MB`,
  ].join(', ');
}

/** For people. */
export function tellTally(tally: Tally): string {
  const found = (kind: Difference['kind']) => tally.differences.filter((each) => each.kind === kind).length;
  const lines = [
    ['episodes', tally.episodes],
    [
      'acknowledged',
      `${tally.acknowledged} (${tally.submissions} submissions, ${tally.responses} responses)`,
    ],
    ['answers', list(tally.answers)],
    ['starts', tally.starts],
    ['disturbances', list(tally.disturbances)],
    ['kills', list(tally.kills)],
    ['faults', tally.faults],
    ["people's edits", list(tally.edits)],
    ['failures', tally.failures.length],
    ['lost', found('lost')],
    ['duplicated', found('duplicated')],
    ['wrong', found('wrong') + found('foreign')],
    ["people's cells changed", found("people's")],
  ];
  return lines.map(([name, value]) => `${String(name).padEnd(24)}${value}`).join('\n');
}

function list(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, many]) => `${what} ${many}`);
  return `${sum(counts)} (${parts.join(', ')})`;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, each) => total + each, 0);
}
