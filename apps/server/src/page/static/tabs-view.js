import { badge, byId, cell, drawnFrom, make, say } from './elements.js';
import { ago, count, dateTime } from './words.js';

/** How each tab is doing, and how full the spreadsheet is. */
export function showTabs(status) {
  rows(status.tabs);
  for (const time of byId('tabs').querySelectorAll('time')) time.textContent = ago(time.dateTime);
  showCells(status.cells);
  say('verified', verifiedWords(status.last_verification));
}

const rows = drawnFrom((tabs) => {
  byId('tabs').replaceChildren(...tabs.map(tabRow));
});

function tabRow({
  title,
  rows: inSheet,
  rows_in_store: inStore,
  rows_in_store_at: countedAt,
  last_write_at: write,
  problem,
}) {
  const counted = countedAt === null ? {} : { title: `so it was ${dateTime(countedAt)}` };
  return make('tr', {}, [
    make('th', { text: title, scope: 'row' }),
    tabState(problem, inStore === null ? 0 : inStore - inSheet),
    cell(count(inSheet), 'number'),
    make('td', {
      text: inStore === null ? 'not known yet' : count(inStore),
      className: inStore === null ? 'number faint' : 'number',
      ...counted,
    }),
    make('td', { className: 'nowrap' }, [
      write === null ? 'never' : make('time', { datetime: write, title: dateTime(write) }),
    ]),
  ]);
}

/** `lacking`: rows that the store calls for above those in the sheet. */
function tabState(problem, lacking) {
  if (problem === null && lacking === 0) return make('td', {}, [badge('good', 'fine')]);
  if (problem === null) {
    const words = lacking > 0 ? `${count(lacking)} not in it yet` : `${count(-lacking)} too many`;
    return make('td', {}, [badge('busy', words)]);
  }
  return make('td', {}, [
    badge('bad', 'set aside'),
    make('div', { text: problem.message, className: 'faint' }),
  ]);
}

function showCells(cells) {
  byId('cells').hidden = cells === null;
  if (cells === null) return;
  const { used, limit, full_on: fullOn } = cells;
  const forecast = fullOn === null ? '' : `; full about ${fullOn}`;
  say('cells-words', `${count(used)} of ${count(limit)} cells${forecast}`);
  byId('cells-bar').style.width = `${Math.min(100, (100 * used) / limit)}%`;
  byId('cells-bar').dataset.state = used / limit > 0.9 ? 'bad' : used / limit > 0.7 ? 'warn' : 'good';
}

function verifiedWords(found) {
  if (found === null)
    return 'Rows are counted here. Whether each holds what it should is told by a check of every row, which has not been done yet.';
  const outcome = found.clean
    ? 'nothing differed'
    : found.repaired
      ? 'what differed was mended'
      : 'rows differ';
  return `Every row was last checked ${ago(found.at)}: ${outcome}.`;
}
