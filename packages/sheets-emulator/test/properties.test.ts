import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Request, type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUNS = { numRuns: 60 };

const cellValue = fc.oneof(
  fc.string({ maxLength: 12 }).filter((text) => text !== ''),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((number) => number || 0),
  fc.boolean(),
);
const table = fc.array(fc.array(cellValue, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

const index = fc.nat(7);
const span = fc.tuple(index, fc.integer({ min: 1, max: 3 })).map(([start, count]) => ({
  startIndex: start,
  endIndex: start + count,
}));
const dimension = fc.constantFrom('ROWS' as const, 'COLUMNS' as const);
const lines = fc.tuple(dimension, span).map(([side, range]) => ({ sheetId: 0, dimension: side, ...range }));
const area = fc.tuple(span, span).map(([rows, columns]) => ({
  sheetId: 0,
  startRowIndex: rows.startIndex,
  endRowIndex: rows.endIndex,
  startColumnIndex: columns.startIndex,
  endColumnIndex: columns.endIndex,
}));

/** Requests that can always be carried out on a grid of 40 rows and 30 columns, a few at a time. */
const goodRequest: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(area, fc.string({ maxLength: 6 })).map(([range, text]) => ({
    repeatCell: {
      range,
      cell: { userEnteredValue: { stringValue: text }, note: text },
      fields: 'userEnteredValue,note',
    },
  })),
  area.map((range) => ({
    repeatCell: {
      range,
      cell: { userEnteredFormat: { textFormat: { bold: true } } },
      fields: 'userEnteredFormat',
    },
  })),
  area.map((range) => ({
    repeatCell: {
      range,
      cell: { userEnteredValue: { formulaValue: '=SUM(A1:B3)+C4' } },
      fields: 'userEnteredValue',
    },
  })),
  lines.map((range) => ({ insertDimension: { range } })),
  lines.map((range) => ({ deleteDimension: { range } })),
  fc
    .tuple(lines, index)
    .map(([source, destinationIndex]) => ({ moveDimension: { source, destinationIndex } })),
  lines.map((range) => ({
    updateDimensionProperties: { range, properties: { hiddenByUser: true, pixelSize: 30 }, fields: '*' },
  })),
  area.map((range) => ({
    sortRange: {
      range,
      sortSpecs: [{ dimensionIndex: range.startColumnIndex, sortOrder: 'DESCENDING' as const }],
    },
  })),
  fc.tuple(area, dimension).map(([range, shiftDimension]) => ({ insertRange: { range, shiftDimension } })),
  fc.tuple(area, dimension).map(([range, shiftDimension]) => ({ deleteRange: { range, shiftDimension } })),
  area.map((range) => ({
    addNamedRange: { namedRange: { name: `n${JSON.stringify(range).length}x`, range } },
  })),
  area.map((range) => ({ addProtectedRange: { protectedRange: { range, warningOnly: true } } })),
  area.map((range) => ({ setBasicFilter: { filter: { range } } })),
  area.map((range) => ({ mergeCells: { range, mergeType: 'MERGE_ALL' as const } })),
  fc.constant({ duplicateSheet: { sourceSheetId: 0 } }),
  fc.tuple(area, area).map(([source, destination]) => ({ copyPaste: { source, destination } })),
);

const BAD: Request = { deleteNamedRange: { namedRangeId: 'there is no such id' } };

describe('properties', () => {
  let emulator: SheetsEmulator;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sheets-emulator-'));
    emulator = await startSheetsEmulator({ dataFile: join(folder, 'data') });
  });

  afterAll(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const small = (): string => {
    const id = emulator.createSpreadsheet('Property');
    const gridProperties = { rowCount: 40, columnCount: 30 };
    const properties = { sheetId: 0, gridProperties };
    emulator.people(id).do({ updateSheetProperties: { properties, fields: 'gridProperties' } });
    return id;
  };
  const call = async (path: string, method = 'GET', body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${emulator.url}/v4/spreadsheets/${path}`, { method, ...sent });
    return response.json();
  };
  /** Applies what can be applied: some requests do not go together, such as merges that overlap. */
  const apply = (id: string, requests: readonly Request[]): number => {
    let applied = 0;
    for (const request of requests) {
      try {
        emulator.people(id).do(request);
        applied += 1;
      } catch (error) {
        expect(String(error)).toMatch(/Invalid requests\[0\]/);
      }
    }
    return applied;
  };

  it('what is written raw is read back', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('ROWS', 'COLUMNS'), async (values, majorDimension) => {
        const id = small();
        await call(`${id}/values/A1?valueInputOption=RAW`, 'PUT', { values, majorDimension });
        const query = `majorDimension=${majorDimension}&valueRenderOption=UNFORMATTED_VALUE`;
        expect(await call(`${id}/values/Sheet1?${query}`)).toMatchObject({ values });
      }),
      RUNS,
    );
  });

  it('typed cells are read back by data filters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cellValue, { minLength: 1, maxLength: 20 }), async (values) => {
        const id = small();
        const typed = values.map((value) => {
          if (typeof value === 'string') return { userEnteredValue: { stringValue: value } };
          return {
            userEnteredValue: typeof value === 'number' ? { numberValue: value } : { boolValue: value },
          };
        });
        const rows = typed.map((cell) => ({ values: [cell] }));
        const updateCells = {
          start: { sheetId: 0, rowIndex: 2, columnIndex: 3 },
          rows,
          fields: 'userEnteredValue',
        };
        await call(`${id}:batchUpdate`, 'POST', { requests: [{ updateCells }] });
        const gridRange = { sheetId: 0, startRowIndex: 2, endRowIndex: 2 + rows.length, startColumnIndex: 3 };
        const fields = 'fields=sheets.data.rowData.values.userEnteredValue';
        const read = await call(`${id}:getByDataFilter?${fields}`, 'POST', { dataFilters: [{ gridRange }] });
        expect(read).toEqual({ sheets: [{ data: [{ rowData: rows }] }] });
      }),
      RUNS,
    );
  });

  it('sorting the sheet is sorting what is read', () => {
    const numbers = fc.array(fc.tuple(fc.integer(), fc.string({ minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(numbers, (rows) => {
        const id = small();
        const typed = rows.map(([number, text]) => ({
          values: [
            { userEnteredValue: { numberValue: number } },
            { userEnteredValue: { stringValue: text }, note: text },
          ],
        }));
        const people = emulator.people(id);
        people.do({ updateCells: { start: { sheetId: 0 }, rows: typed, fields: 'userEnteredValue,note' } });
        people.sort('Sheet1', { column: 'A', range: `A1:B${rows.length}` });
        const sorted = rows.map((row, i) => ({ row, i })).sort((a, b) => a.row[0] - b.row[0] || a.i - b.i);
        expect(emulator.spreadsheet(id).values('Sheet1')).toEqual(sorted.map(({ row }) => row));
        const notes = sorted.map((_, i) => emulator.spreadsheet(id).cell('Sheet1', `B${i + 1}`).note);
        expect(notes).toEqual(sorted.map(({ row }) => row[1]));
      }),
      RUNS,
    );
  });

  it('a batch with a bad request anywhere changes nothing', () => {
    const batch = fc.array(goodRequest, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(batch, batch, fc.nat(), (before, requests, place) => {
        const id = small();
        apply(id, before);
        const untouched = JSON.stringify(emulator.spreadsheet(id));
        const at = place % (requests.length + 1);
        const spoilt = [...requests.slice(0, at), BAD, ...requests.slice(at)];
        expect(() => emulator.people(id).do(...spoilt)).toThrow(/Invalid requests\[\d+\]/);
        expect(JSON.stringify(emulator.spreadsheet(id))).toBe(untouched);
      }),
      RUNS,
    );
  });

  it('the data file holds whatever was done', async () => {
    const ids = fc
      .sample(fc.array(goodRequest, { maxLength: 12 }), { numRuns: 30, seed: 5 })
      .map((requests) => {
        const id = small();
        apply(id, requests);
        return id;
      });
    const again = await startSheetsEmulator({ dataFile: join(folder, 'data') });
    try {
      for (const id of ids) expect(again.spreadsheet(id).toJSON()).toEqual(emulator.spreadsheet(id).toJSON());
      again.compact();
    } finally {
      await again.close();
    }
    const compacted = await startSheetsEmulator({ dataFile: join(folder, 'data') });
    try {
      for (const id of ids)
        expect(compacted.spreadsheet(id).toJSON()).toEqual(emulator.spreadsheet(id).toJSON());
    } finally {
      await compacted.close();
    }
  });
});
