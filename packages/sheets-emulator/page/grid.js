/**
 * Shows the tabs of the emulator's spreadsheets. Only the rows in view, and the frozen ones, are ever fetched and drawn;
 * the emulator says when something has changed.
 */
const ROW_HEIGHT = 22;
/** Browsers give up on elements that are much higher than this; beyond it, scrolling skips rows. */
const HIGHEST = 8_000_000;
const MARGIN_ROWS = 10;

const element = (id) => document.getElementById(id);
const viewport = element('viewport');
const state = { spreadsheets: [], spreadsheetId: undefined, sheetId: undefined, drawing: 0 };

const fetchJson = async (path) => {
  const response = await fetch(`/_emulator/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};

const letters = (index) => {
  let text = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
};

const make = (tag, text = '', className = '') => {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
};

const currentSheet = () => {
  const spreadsheet = state.spreadsheets.find(({ id }) => id === state.spreadsheetId);
  return spreadsheet?.sheets.find(({ sheetId }) => sheetId === state.sheetId) ?? spreadsheet?.sheets[0];
};

const rememberInAddress = () => {
  history.replaceState(null, '', `#${state.spreadsheetId ?? ''}/${state.sheetId ?? ''}`);
};

const headRow = (view) => {
  const row = make('tr');
  row.append(make('th'));
  for (const column of view.columns) {
    const head = make('th', letters(column.index), column.hidden ? 'hidden' : '');
    head.style.width = `${column.hidden ? 12 : column.width}px`;
    if (column.hidden) head.title = 'hidden';
    row.append(head);
  }
  return row;
};

const bodyRow = (line, view) => {
  const row = make('tr', '', line.hidden ? 'hidden' : '');
  row.append(make('th', String(line.index + 1)));
  view.columns.forEach((column, i) => {
    const cell = line.cells[i];
    const box = make('td', cell?.text ?? '', cell?.number ? 'number' : '');
    if (column.hidden) box.classList.add('hidden');
    if (cell?.bold) box.style.fontWeight = 'bold';
    if (cell?.color) box.style.color = cell.color;
    if (cell?.background) box.style.backgroundColor = cell.background;
    if (cell?.note) {
      box.classList.add('note');
      box.title = cell.note;
    }
    if (cell?.formula) box.title = cell.formula;
    row.append(box);
  });
  return row;
};

const drawRows = (view, top) => {
  const table = element('grid');
  const head = document.createElement('thead');
  head.append(headRow(view));
  const body = document.createElement('tbody');
  view.frozen.forEach((line, i) => {
    const row = bodyRow(line, view);
    row.classList.add('frozen');
    row.classList.toggle('last', i === view.frozen.length - 1);
    for (const cell of row.children) cell.style.top = `${ROW_HEIGHT * (i + 1)}px`;
    body.append(row);
  });
  for (const line of view.lines) body.append(bodyRow(line, view));
  table.replaceChildren(head, body);
  table.style.top = `${top}px`;
  table.style.width = `${50 + view.columns.reduce((sum, { hidden, width }) => sum + (hidden ? 12 : width), 0)}px`;
  table.querySelector('th').style.width = '50px';
};

const drawGrid = async () => {
  const sheet = currentSheet();
  if (sheet === undefined) return;
  const turn = ++state.drawing;
  const full = (sheet.rowCount + 2) * ROW_HEIGHT;
  const height = Math.min(full, HIGHEST);
  element('spacer').style.height = `${height}px`;
  const inView = Math.ceil(viewport.clientHeight / ROW_HEIGHT) + 2 * MARGIN_ROWS;
  const range = Math.max(1, height - viewport.clientHeight);
  const position = viewport.scrollTop / range;
  const exact = full <= HIGHEST ? viewport.scrollTop / ROW_HEIGHT : position * (sheet.rowCount - inView / 2);
  const row = Math.max(0, Math.min(sheet.rowCount - 1, Math.floor(exact) - MARGIN_ROWS));
  const view = await fetchJson(`view/${state.spreadsheetId}/${sheet.sheetId}?row=${row}&rows=${inView}`);
  if (turn !== state.drawing) return;
  drawRows(
    view,
    full <= HIGHEST ? row * ROW_HEIGHT : Math.max(0, viewport.scrollTop - MARGIN_ROWS * ROW_HEIGHT),
  );
};

const drawTabs = () => {
  const spreadsheet = state.spreadsheets.find(({ id }) => id === state.spreadsheetId);
  const current = currentSheet();
  const buttons = (spreadsheet?.sheets ?? []).map((sheet) => {
    const button = make('button', sheet.hidden ? `${sheet.title} (hidden)` : sheet.title);
    button.setAttribute('aria-current', String(sheet === current));
    button.onclick = () => {
      state.sheetId = sheet.sheetId;
      viewport.scrollTop = 0;
      rememberInAddress();
      drawTabs();
      void drawGrid();
    };
    return button;
  });
  element('tabs').replaceChildren(...buttons);
};

const drawChoice = () => {
  const options = state.spreadsheets.map(({ id, title }) => {
    const option = make('option', title);
    option.value = id;
    option.selected = id === state.spreadsheetId;
    return option;
  });
  element('spreadsheets').replaceChildren(...options);
  element('empty').hidden = options.length > 0;
};

const refresh = async () => {
  const { spreadsheets } = await fetchJson('spreadsheets');
  state.spreadsheets = spreadsheets;
  if (!spreadsheets.some(({ id }) => id === state.spreadsheetId)) state.spreadsheetId = spreadsheets[0]?.id;
  drawChoice();
  drawTabs();
  await drawGrid();
};

/** At most one refresh at a time, and one more after it when something changed meanwhile. */
const refresher = () => {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await refresh().catch((error) => {
        element('state').textContent = String(error);
      });
    } while (again);
    running = false;
  };
  return run;
};

const [spreadsheetId, sheetId] = location.hash.slice(1).split('/');
if (spreadsheetId) state.spreadsheetId = spreadsheetId;
if (sheetId) state.sheetId = Number(sheetId);

const update = refresher();
let scrolled = false;
viewport.addEventListener('scroll', () => {
  if (scrolled) return;
  scrolled = true;
  requestAnimationFrame(() => {
    scrolled = false;
    void drawGrid();
  });
});
addEventListener('resize', () => void update());
element('grid').addEventListener('mouseover', ({ target }) => {
  element('cell-text').textContent = target.title || target.textContent;
});
element('spreadsheets').onchange = ({ target }) => {
  state.spreadsheetId = target.value;
  state.sheetId = undefined;
  viewport.scrollTop = 0;
  rememberInAddress();
  void update();
};

const events = new EventSource('/_emulator/events');
events.onopen = () => {
  element('state').textContent = 'live';
  void update();
};
events.onerror = () => {
  element('state').textContent = 'not connected';
};
events.onmessage = () => void update();
