import { backlogPlot } from './backlog-plot.js';
import { remembered, rememberNow } from './backlog-samples.js';
import { byId, cell, make, say } from './elements.js';
import { clockTime, count, countOf, span } from './words.js';

/** Milliseconds: the least and the most that are shown. */
const SHORTEST = 10 * 60_000;
const LONGEST = 24 * 3_600_000;
const TABLE_ROWS = 40;

let drawnFor = '';

/** Shows how much waited, and for how long, up to this moment. */
export function showBacklog(status) {
  rememberNow(status);
  const samples = remembered();
  const to = Date.now();
  const from = to - Math.min(LONGEST, Math.max(SHORTEST, to - (samples[0]?.at ?? to)));
  const seen = samples.filter(({ at }) => at >= from);
  say('backlog-span', `the last ${span(to - from)}`);
  const ends = endsOf(status.runs).filter(({ at }) => at >= from && at <= to);
  say('backlog-caption', caption(seen, status.pending.total, ends.length));
  const width = Math.max(260, byId('backlog-plot').clientWidth);
  // Once in ten seconds is often enough for what moves by a pixel.
  const now = JSON.stringify([seen.at(-1), seen.length, width, Math.floor(to / 10_000), status.runs.length]);
  if (now === drawnFor) return;
  drawnFor = now;
  const last = seen.at(-1);
  const upToNow = last === undefined ? [] : [...seen, { ...last, at: to }];
  byId('backlog-plot').replaceChildren(backlogPlot({ samples: upToNow, runs: ends, from, to, width }));
  showTable(seen);
}

function endsOf(runs) {
  return runs
    .filter(({ finished_at: at }) => at)
    .map(({ finished_at: at, status }) => ({
      at: Date.parse(at),
      state: status === 'failed' ? 'bad' : 'good',
    }));
}

function caption(samples, waiting, ends) {
  const most = samples.reduce((worst, each) => (each.waiting > worst.waiting ? each : worst), { waiting: 0 });
  const oldest = Math.max(0, ...samples.map(({ oldest_age_ms: age }) => age));
  const peak =
    most.waiting === 0
      ? 'nothing has waited'
      : `at most ${count(most.waiting)} at ${clockTime(most.at)}, the oldest for ${span(oldest)}`;
  const ended = ends === 0 ? '' : ` Dots are the ends of ${countOf(ends, 'run', 'runs')}.`;
  return `${count(waiting)} waiting now; in this time ${peak}.${ended}${toldByRuns(samples)}`;
}

/** What was before the service began to look is known by its runs alone. */
function toldByRuns(samples) {
  const watched = samples.find(({ from_run: told }) => !told);
  if (watched === undefined || samples[0] === watched) return '';
  return ` Before ${clockTime(watched.at)}, when the service was started, it is as far as its runs tell.`;
}

/** The newest first; of many, the worst of each stretch. */
function showTable(samples) {
  const stretch = Math.max(1, Math.ceil(samples.length / TABLE_ROWS));
  const rows = [];
  for (let end = samples.length; end > 0; end -= stretch) {
    const part = samples.slice(Math.max(0, end - stretch), end);
    rows.push([
      part[0].at,
      Math.max(...part.map((each) => each.waiting)),
      Math.max(...part.map((each) => each.oldest_age_ms)),
    ]);
  }
  byId('backlog-rows').replaceChildren(
    ...rows.map(([at, waiting, age]) =>
      make('tr', {}, [
        cell(clockTime(at)),
        cell(count(waiting), 'number'),
        cell(waiting === 0 ? '–' : span(age), 'number'),
      ]),
    ),
  );
}
