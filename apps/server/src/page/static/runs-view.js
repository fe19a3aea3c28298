import { badge, byId, cell, drawnFrom, make, say } from './elements.js';
import { ago, count, countOf, dateTime, duration } from './words.js';

const OUTCOMES = {
  queued: ['busy', 'queued'],
  running: ['busy', 'running'],
  succeeded: ['good', 'succeeded'],
  failed: ['bad', 'failed'],
  skipped: ['off', 'skipped'],
};

/** The recent runs, and what each wrote. */
export function showRuns({ runs, tabs, statistics }) {
  rows(runs, Object.fromEntries(tabs.map(({ tab, title }) => [tab, title])));
  for (const time of byId('runs').querySelectorAll('time')) time.textContent = ago(time.dateTime);
  const { total_syncs: total, failed_syncs: failed, last_sync_duration: seconds } = statistics;
  const took = seconds === null ? '' : `, the last took ${duration(seconds * 1_000)}`;
  say('runs-detail', `${countOf(total, 'run', 'runs')} in all, ${count(failed)} failed${took}`);
}

const rows = drawnFrom((runs, titles) => {
  const none = make('tr', {}, [make('td', { text: 'None yet.', className: 'faint', colspan: '6' })]);
  byId('runs').replaceChildren(...(runs.length === 0 ? [none] : runs.map((run) => runRow(run, titles))));
});

function runRow(run, titles) {
  const when = run.started_at ?? run.requested_at;
  const outcome = make('td', {}, [badge(...(OUTCOMES[run.status] ?? ['off', run.status]))]);
  if (run.problem) outcome.append(make('div', { text: run.problem.message, className: 'faint' }));
  return make('tr', { title: run.reason }, [
    make('td', { className: 'nowrap' }, [make('time', { datetime: when, title: dateTime(when) })]),
    outcome,
    make('td', {}, writtenLines(run.tabs, titles)),
    cell(count(run.changes), 'number'),
    cell(count(run.reads + run.writes), 'number'),
    cell(
      run.duration_ms === undefined || run.duration_ms === null ? '' : duration(run.duration_ms),
      'number',
    ),
  ]);
}

/** `QuizResponses +40`, `UserProfiles 7 changed`. */
function writtenLines(tabs, titles) {
  const written = Object.entries(tabs).filter(
    ([, { updated, added, removed }]) => updated + added + removed > 0,
  );
  if (written.length === 0) return [make('span', { text: 'nothing', className: 'faint' })];
  return written.map(([tab, writes]) =>
    make('div', { className: 'wrote' }, [
      make('span', { text: titles[tab] ?? tab }),
      ' ',
      make('span', { text: writesWords(writes), className: 'faint' }),
    ]),
  );
}

function writesWords({ updated, added, removed }) {
  return [
    ...(added > 0 ? [`+${count(added)}`] : []),
    ...(updated > 0 ? [`${count(updated)} changed`] : []),
    ...(removed > 0 ? [`−${count(removed)}`] : []),
  ].join(', ');
}
