import { ask } from './api.js';
import { badge, byId, drawnFrom, make } from './elements.js';
import { count, countOf } from './words.js';

/** What is not in the spreadsheet as it is in the store, and why. */
export const showSetAside = drawnFrom(({ reasons, further }) => {
  byId('set-aside').hidden = reasons.length === 0;
  byId('set-aside-rows').replaceChildren(...reasons.map((reason) => reasonItem(reason, further)));
});

function reasonItem({ tab, tab_title: title, rows, code, message, remedy }, further) {
  const amount =
    rows === null ? 'the tab stands still' : `${further ? 'at least ' : ''}${countOf(rows, 'row', 'rows')}`;
  return make('li', {}, [
    make('p', {}, [
      make('strong', { text: `${title}: ${amount}` }),
      ' ',
      badge(rows === null ? 'bad' : 'warn', code),
    ]),
    make('p', { text: message }),
    make('p', { text: remedy, className: 'faint' }),
    ...(code === 'text_cut' ? [whichCells(tab)] : []),
  ]);
}

/** The cells themselves are asked for only when somebody wants to see them: they are worked out anew. */
function whichCells(tab) {
  const list = make('ul', { className: 'findings' });
  const details = make('details', { className: 'alternative' }, [
    make('summary', { text: 'Which cells' }),
    list,
  ]);
  details.addEventListener('toggle', async () => {
    if (details.open) list.replaceChildren(...(await cellsOf(tab)));
  });
  return details;
}

async function cellsOf(tab) {
  try {
    const { cut_cells: cells } = await ask('/api/sync/cut-cells');
    return cells.filter((cell) => cell.tab === tab).map(cellItem);
  } catch (refusal) {
    return [make('li', { text: refusal.message })];
  }
}

function cellItem({ key, column, characters }) {
  return make('li', {}, [make('code', { text: key }), ` ${column}: ${count(characters)} characters`]);
}
