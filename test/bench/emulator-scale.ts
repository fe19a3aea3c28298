/**
 * Measures the emulator on one tab of 1,000,000 rows by 12 columns, over HTTP, kept in a file:
 *
 *     node test/bench/emulator-scale.ts
 *
 * Prints the time of writing 1,000 rows in one call, of reading 1,000 single cells in one call, and the memory.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROWS = 1_000_000;
const COLUMNS = 12;
const ROUNDS = 10;

const folder = mkdtempSync(join(tmpdir(), 'emulator-bench-'));
const dataFile = join(folder, 'sheets.jsonl');
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const cellOf = (row: number, column: number) => {
  if (column === 1) {
    return {
      userEnteredValue: { numberValue: 45_000 + row / 1440 },
      userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' } },
    };
  }
  if (column % 3 === 2) return { userEnteredValue: { numberValue: row + column } };
  return { userEnteredValue: { stringValue: `row ${row} column ${column}` } };
};

const rowsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    values: Array.from({ length: COLUMNS }, (_unused, column) => cellOf(start + i, column)),
  }));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const measure = async (name: string, work: (round: number) => Promise<void>): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  const worst = Math.max(...times);
  print(`${name}: median ${median(times).toFixed(1)} ms, worst ${worst.toFixed(1)} ms`);
};

const BIN = fileURLToPath(new URL('../../packages/sheets-emulator/bin/sheets-emulator.js', import.meta.url));

/** A process of its own, so that its memory is not mixed up with the client's. */
const start = async (): Promise<{ readonly url: string; readonly child: ChildProcess }> => {
  const flags = ['--port', '0', '--data', dataFile, '--cell-limit', '20000000'];
  const child = spawn(process.execPath, [BIN, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: /http:\S+/.exec(String(line))?.[0] ?? '', child };
};

const stop = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const memory = (child: ChildProcess): string => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return `now ${megabytes('VmRSS').toFixed(0)} MB, at most ${megabytes('VmHWM').toFixed(0)} MB`;
};

const first = await start();
const created = await fetch(`${first.url}/v4/spreadsheets`, { method: 'POST', body: '{}' });
const { spreadsheetId: id } = (await created.json()) as { readonly spreadsheetId: string };
const post = async (method: string, body: unknown, query = ''): Promise<unknown> => {
  const url = `${first.url}/v4/spreadsheets/${id}:${method}?prettyPrint=false${query}`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
};
const write = (row: number, count: number): Promise<unknown> =>
  post('batchUpdate', {
    requests: [
      {
        updateCells: {
          start: { sheetId: 0, rowIndex: row, columnIndex: 0 },
          rows: rowsFrom(row, count),
          fields: 'userEnteredValue,userEnteredFormat.numberFormat',
        },
      },
    ],
  });

const resize = (rowCount: number): Promise<unknown> =>
  post('batchUpdate', {
    requests: [
      {
        updateSheetProperties: {
          properties: { sheetId: 0, gridProperties: { rowCount, columnCount: COLUMNS } },
          fields: 'gridProperties(rowCount,columnCount)',
        },
      },
    ],
  });

await resize(ROWS);
const filling = performance.now();
for (let row = 0; row < ROWS; row += 5000) await write(row, 5000);
print(`filling ${ROWS} rows by ${COLUMNS} columns: ${((performance.now() - filling) / 1000).toFixed(1)} s`);

const scattered = (round: number, i: number): number => (i * 997 + round * 131) % ROWS;
await measure('writing 1,000 rows in one call', (round) =>
  write(scattered(round, 1000), 1000).then(() => undefined),
);
await measure('reading 1,000 single cells in one call', async (round) => {
  const dataFilters = Array.from({ length: 1000 }, (_, i) => {
    const [row, column] = [scattered(round, i), i % COLUMNS];
    const gridRange = { sheetId: 0, startRowIndex: row, endRowIndex: row + 1 };
    return { gridRange: { ...gridRange, startColumnIndex: column, endColumnIndex: column + 1 } };
  });
  await post('getByDataFilter', { dataFilters }, '&fields=sheets.data.rowData.values.userEnteredValue');
});
const dimension = { sheetId: 0, dimension: 'ROWS', startIndex: 1, endIndex: 2 };
await measure('inserting a row at the top', () =>
  post('batchUpdate', { requests: [{ insertDimension: { range: dimension } }] }).then(() => undefined),
);
await measure('a batch with a bad request at its end', async () => {
  const requests = [
    { deleteDimension: { range: dimension } },
    { deleteNamedRange: { namedRangeId: 'none' } },
  ];
  await post('batchUpdate', { requests }).then(
    () => print('the bad batch was taken'),
    () => undefined,
  );
});

print(`memory: ${memory(first.child)}; file: ${(statSync(dataFile).size / 2 ** 20).toFixed(0)} MB`);
await stop(first.child);
const opening = performance.now();
const second = await start();
const seconds = ((performance.now() - opening) / 1000).toFixed(1);
print(`opening the file again: ${seconds} s; memory: ${memory(second.child)}`);
await stop(second.child);
rmSync(folder, { recursive: true });
