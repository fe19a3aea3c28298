import { ask } from './api.js';
import { byId, make, say } from './elements.js';

/** Pixels; the same as `.grid td` in page.css. */
const ROW_HEIGHT = 27;
/** Rows fetched at once, and kept. */
const BLOCK = 100;
/** Rows drawn above and below what is seen. */
const MARGIN = 15;
const WIDEST = 34;

let sheet = null;
let tab = null;
let blocks = new Map();

/** Shows the local spreadsheet, if there is one, as it is now. Keeps the tab and the place people are looking at. */
export async function showSheet() {
  ({ spreadsheet: sheet } = await ask('/local-spreadsheet'));
  byId('sheet').hidden = sheet === null;
  if (sheet === null) return false;
  say('sheet-title', sheet.title || 'Spreadsheet');
  await showTab(sheet.tabs.find(({ tab_id: id }) => id === tab?.tab_id) ?? firstWithHeaders());
  return true;
}

// What scrolls must be reachable by keyboard.
byId('grid').tabIndex = 0;
byId('grid').addEventListener('scroll', () => requestAnimationFrame(drawRows), { passive: true });
byId('newest').addEventListener('click', scrollToNewest);

/** A new spreadsheet has an empty tab before ours. */
function firstWithHeaders() {
  return sheet.tabs.find(({ columns }) => columns.some(({ header }) => header !== '')) ?? sheet.tabs[0];
}

async function showTab(next) {
  tab = next ?? null;
  blocks = new Map();
  showTabStrip();
  if (tab === null) return;
  const { first, last } = visibleRows();
  await Promise.all(blocksBetween(first, last).map(load));
  drawHead();
  drawRows();
}

function showTabStrip() {
  const strip = byId('sheet-tabs');
  const focused = strip.contains(document.activeElement);
  strip.replaceChildren(...sheet.tabs.map(tabButton));
  if (focused) strip.querySelector('[aria-selected="true"]')?.focus();
}

function tabButton(candidate) {
  const selected = candidate.tab_id === tab?.tab_id;
  const button = make('button', {
    text: candidate.title,
    type: 'button',
    role: 'tab',
    'aria-selected': String(selected),
    'aria-controls': 'grid',
    tabindex: selected ? '0' : '-1',
  });
  button.addEventListener('click', () => select(candidate));
  button.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = sheet.tabs.indexOf(candidate) + step;
    select(sheet.tabs[(index + sheet.tabs.length) % sheet.tabs.length]);
  });
  return button;
}

function select(candidate) {
  byId('grid').scrollTo(0, 0);
  void showTab(candidate);
}

/** Of the tab: its columns that are not hidden, with their place. */
function shownColumns() {
  const columns = tab.columns.map((column, index) => ({ ...column, index })).filter(({ hidden }) => !hidden);
  const lastNamed = columns.findLastIndex(({ header }) => header !== '');
  return columns.slice(0, Math.max(1, lastNamed + 1));
}

function drawHead() {
  const columns = shownColumns();
  const head = make('tr', { 'aria-rowindex': '1' }, [
    make('th', { text: '#', className: 'row-number', scope: 'col' }),
    ...columns.map(({ header }) => make('th', { text: header, title: header, scope: 'col' })),
  ]);
  const widths = [`${String(tab.rows + 1).length + 2}ch`, ...columns.map(columnWidth)];
  const table = byId('grid-table');
  table.setAttribute('aria-rowcount', String(tab.rows + 1));
  table.replaceChildren(
    make('colgroup', {}, widths.map(columnOf)),
    make('thead', {}, [head]),
    make('tbody', { id: 'grid-rows' }),
  );
}

function columnOf(width) {
  const column = make('col');
  column.style.width = `calc(${width} + 18px)`;
  return column;
}

/** As wide as what is in sight, within reason, so that nothing jumps while one scrolls. */
function columnWidth({ header, index }) {
  const lengths = [...blocks.values()].flat().map((row) => row[index]?.text.length ?? 0);
  const longest = lengths.reduce((most, length) => Math.max(most, length), header.length * 1.1);
  return `${Math.min(WIDEST, Math.max(6, longest))}ch`;
}

function visibleRows() {
  const { scrollTop, clientHeight } = byId('grid');
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - MARGIN);
  const last = Math.min(tab.rows, Math.ceil((scrollTop + clientHeight) / ROW_HEIGHT) + MARGIN);
  return { first: Math.min(first, last), last };
}

function drawRows() {
  const body = byId('grid-rows');
  if (tab === null || body === null) return;
  const { first, last } = visibleRows();
  const columns = shownColumns();
  const rows = Array.from({ length: last - first }, (_, offset) => rowOf(first + offset, columns));
  body.replaceChildren(spaceOf(first), ...rows, spaceOf(tab.rows - last));
  const missing = blocksBetween(first, last).filter((block) => !blocks.has(block));
  if (missing.length > 0) void Promise.all(missing.map(load)).then(drawRows);
}

function rowOf(index, columns) {
  const cells = blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? [];
  return make('tr', { 'aria-rowindex': String(index + 2) }, [
    make('th', { text: String(index + 2), className: 'row-number', scope: 'row' }),
    ...columns.map((column) => {
      const { text, kind } = cells[column.index] ?? { text: '', kind: 'empty' };
      return make(
        'td',
        text.length > 30 ? { text, title: text, 'data-kind': kind } : { text, 'data-kind': kind },
      );
    }),
  ]);
}

function spaceOf(rows) {
  const space = make('tr', { className: 'space', 'aria-hidden': 'true' }, [make('td')]);
  space.style.height = `${rows * ROW_HEIGHT}px`;
  return space;
}

function blocksBetween(first, last) {
  const from = Math.floor(first / BLOCK);
  const to = Math.floor(Math.max(first, last - 1) / BLOCK);
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

/** Fetches a block into the blocks of the tab that is shown when it is asked for. */
async function load(block) {
  const target = blocks;
  if (target.has(block)) return;
  target.set(block, []);
  try {
    const path = `/local-spreadsheet/tabs/${tab.tab_id}/rows?from=${block * BLOCK}&count=${BLOCK}`;
    target.set(block, (await ask(path)).rows);
  } catch {
    target.delete(block);
  }
}

/** The last row that holds something is found block by block from the end. */
async function scrollToNewest() {
  for (let block = Math.floor(Math.max(0, tab.rows - 1) / BLOCK); block >= 0; block -= 1) {
    await load(block);
    const used = blocks.get(block)?.findLastIndex((row) => row.some(({ text }) => text !== '')) ?? -1;
    if (used === -1 && block > 0) continue;
    const { clientHeight } = byId('grid');
    byId('grid').scrollTo(0, (block * BLOCK + used + 3) * ROW_HEIGHT - clientHeight);
    return;
  }
}
