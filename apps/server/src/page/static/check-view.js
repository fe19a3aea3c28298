import { ask } from './api.js';
import { badge, byId, cell, make, say } from './elements.js';
import { count, countOf } from './words.js';

const KINDS = ['missing', 'duplicate', 'edited', 'stale', 'foreign'];
const SHOWN = 20;

const UNCOMPARED = {
  tab_missing: 'there is no such tab',
  columns_missing: 'its columns are yet to be made',
  headers_lost: 'its headers are lost',
};

let going = null;

byId('verify').addEventListener('click', () => run({ repair: false }));
byId('check-cancel').addEventListener('click', () => going?.abort());
byId('check-close').addEventListener('click', close);
byId('repair').addEventListener('click', () => byId('confirm').showModal());
byId('confirm-no').addEventListener('click', () => byId('confirm').close());
byId('confirm-yes').addEventListener('click', () => {
  byId('confirm').close();
  void run({ repair: true });
});

/** Compares first, and writes nothing; mends only what was seen to be wrong and was agreed to. */
async function run({ repair }) {
  going = new AbortController();
  busy(true);
  byId('check-result').replaceChildren();
  say(
    'check-outcome',
    repair ? 'Repairing…' : 'Comparing every row with the store. Nothing is synced until that has ended…',
  );
  byId('check-title').focus();
  try {
    show(await ask(`/api/sync/verify?repair=${repair}`, { method: 'POST', signal: going.signal }));
  } catch (refusal) {
    say(
      'check-outcome',
      going.signal.aborted ? 'Stopped. What a repair had mended by then is mended.' : refusal.message,
    );
  }
  busy(false);
}

function busy(isBusy) {
  byId('check').hidden = false;
  byId('check-cancel').hidden = !isBusy;
  byId('check-close').hidden = isBusy;
  byId('verify').disabled = isBusy;
  if (isBusy) byId('repair').hidden = true;
}

function close() {
  byId('check').hidden = true;
  byId('verify').focus();
}

function show(report) {
  const differences = report.findings.length + report.further_findings;
  say('check-outcome', outcomeOf(report, differences));
  byId('check-result').replaceChildren(...(report.clean ? [] : [tabTable(report.tabs), ...findings(report)]));
  byId('repair').hidden = differences === 0 || report.repaired !== null;
  say(
    'confirm-text',
    `${countOf(differences, 'difference was', 'differences were')} found. Rows that are missing, edited or stale are written again; duplicate rows, and foreign ones whose key has the form of ours, lose their key and our cells.`,
  );
}

function outcomeOf({ clean, tabs, repaired }, differences) {
  if (repaired !== null) {
    const { rewritten, removed, left } = repaired;
    return `Repaired: ${countOf(rewritten, 'row', 'rows')} written again, ${count(removed)} cleared, ${count(left)} left as they are.`;
  }
  if (clean) return `All ${count(tabs.reduce((sum, { rows }) => sum + rows, 0))} rows are as they should be.`;
  if (differences === 0) return 'Nothing differs in the tabs that could be compared.';
  return `${countOf(differences, 'difference', 'differences')} found. Nothing has been changed yet.`;
}

function tabTable(tabs) {
  const head = ['Tab', 'Rows', ...KINDS].map((text, index) =>
    make('th', { text, scope: 'col', className: index === 0 ? '' : 'number' }),
  );
  return make(
    'div',
    { className: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Differences by tab' },
    [
      make('table', { className: 'list' }, [
        make('thead', {}, [make('tr', {}, head)]),
        make('tbody', {}, tabs.map(tabRow)),
      ]),
    ],
  );
}

function tabRow({ title, rows, drift, state }) {
  const name = make('th', { text: title, scope: 'row' });
  if (state !== 'compared') name.append(' ', badge('bad', UNCOMPARED[state] ?? state));
  return make('tr', {}, [
    name,
    cell(count(rows), 'number'),
    ...KINDS.map((kind) => cell(count(drift[kind]), drift[kind] > 0 ? 'number hit' : 'number faint')),
  ]);
}

function findings({ findings: all, further_findings: further }) {
  const shown = all.slice(0, SHOWN);
  const more = all.length - shown.length + further;
  return [
    make('ul', { className: 'findings' }, shown.map(finding)),
    ...(more > 0 ? [make('p', { text: `and ${count(more)} more`, className: 'faint' })] : []),
  ];
}

function finding({ kind, key, row, column, expected, found }) {
  const where = [
    ...(row === null || row === undefined ? [] : [`row ${count(row)}`]),
    ...(column ? [column] : []),
  ].join(', ');
  const cells =
    kind === 'edited' || kind === 'stale' ? `: is ${shownCell(found)}, should be ${shownCell(expected)}` : '';
  return make('li', {}, [badge('warn', kind), ' ', make('code', { text: key }), ` ${where}${cells}`]);
}

const shownCell = (value) => (value === null || value === undefined ? 'empty' : `“${value}”`);
