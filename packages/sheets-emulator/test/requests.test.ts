import { type Request, type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const area = (rows: readonly [number, number], columns: readonly [number, number]) => ({
  sheetId: 0,
  startRowIndex: rows[0],
  endRowIndex: rows[1],
  startColumnIndex: columns[0],
  endColumnIndex: columns[1],
});

describe('requests of a batch', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator({ seed: 11 });
  });

  afterAll(() => emulator.close());

  beforeEach(() => {
    id = emulator.createSpreadsheet('Requests');
  });

  const batch = async (...requests: readonly Request[]): Promise<readonly unknown[]> => {
    const url = `${emulator.url}/v4/spreadsheets/${id}:batchUpdate`;
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ requests }) });
    const body = (await answer.json()) as { replies?: readonly unknown[]; error?: { message: string } };
    if (body.error !== undefined) throw new Error(body.error.message);
    return body.replies ?? [];
  };
  const type = (cell: string, values: Parameters<ReturnType<SheetsEmulator['people']>['type']>[2]) =>
    emulator.people(id).type('Sheet1', cell, values);
  const values = (range?: string) => emulator.spreadsheet(id).values('Sheet1', range);
  const sheet = () => emulator.spreadsheet(id).toJSON().sheets?.[0];

  it('pastes with all that a cell carries, or with a part of it, and over a larger range again and again', async () => {
    type('A1', [[1, '=A1*2']]).note('Sheet1', 'A1', 'kept');
    await batch(
      { copyPaste: { source: area([0, 1], [0, 2]), destination: area([2, 6], [0, 2]) } },
      {
        copyPaste: {
          source: area([0, 1], [0, 2]),
          destination: area([7, 8], [0, 2]),
          pasteType: 'PASTE_VALUES',
        },
      },
      {
        copyPaste: {
          source: area([0, 1], [0, 2]),
          destination: area([9, 10], [0, 1]),
          pasteOrientation: 'TRANSPOSE',
          pasteType: 'PASTE_VALUES',
        },
      },
    );
    expect(values('A3:B6')).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(emulator.spreadsheet(id).cell('Sheet1', 'B6')).toMatchObject({ formula: '=A6*2' });
    expect(emulator.spreadsheet(id).cell('Sheet1', 'A6').note).toBe('kept');
    expect(emulator.spreadsheet(id).cell('Sheet1', 'B8')).toMatchObject({ value: 2, formula: undefined });
    expect(values('A10:A11')).toEqual([[1], [2]]);
  });

  it('cuts', async () => {
    type('A1', [['a'], ['b']]);
    await batch({ cutPaste: { source: area([0, 2], [0, 1]), destination: { sheetId: 0, columnIndex: 2 } } });
    expect(values()).toEqual([
      ['', '', 'a'],
      ['', '', 'b'],
    ]);
  });

  it('pastes text with delimiters, and HTML', async () => {
    await batch(
      { pasteData: { coordinate: { sheetId: 0 }, data: 'a,"b,c",3\nd', delimiter: ',' } },
      {
        pasteData: {
          coordinate: { sheetId: 0, rowIndex: 3 },
          data: '<table><tr><td>x</td><td>1 &lt; 2</td></tr></table>',
          html: true,
        },
      },
    );
    expect(values()).toEqual([['a', 'b,c', 3], ['d'], [], ['x', '1 < 2']]);
  });

  it('splits text into columns, and trims it', async () => {
    type('A1', [['a;b;c'], ['  d   e ']]);
    const replies = await batch(
      { textToColumns: { source: area([0, 1], [0, 1]), delimiterType: 'SEMICOLON' } },
      { trimWhitespace: { range: area([0, 2], [0, 1]) } },
    );
    expect(values()).toEqual([['a', 'b', 'c'], ['d e']]);
    expect(replies).toEqual([{}, { trimWhitespace: { cellsChangedCount: 1 } }]);
  });

  it('finds and replaces, and counts', async () => {
    type('A1', [
      ['cat', 'Cat hat'],
      ['dog', 'concat'],
    ]);
    const findReplace = { find: 'cat', replacement: 'cow', allSheets: true };
    expect(await batch({ findReplace })).toEqual([
      { findReplace: { valuesChanged: 3, rowsChanged: 2, sheetsChanged: 1, occurrencesChanged: 3 } },
    ]);
    expect(values()).toEqual([
      ['cow', 'cow hat'],
      ['dog', 'concow'],
    ]);
    expect(await batch({ findReplace: { ...findReplace, find: 'zebra' } })).toEqual([{ findReplace: {} }]);
  });

  it('takes out duplicates', async () => {
    type('A1', [
      ['a', 1],
      ['b', 2],
      ['a', 1],
      ['a', 3],
    ]);
    expect(await batch({ deleteDuplicates: { range: area([0, 4], [0, 2]) } })).toEqual([
      { deleteDuplicates: { duplicatesRemovedCount: 1 } },
    ]);
    expect(values()).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ]);
  });

  it('continues series, of numbers and of formulas', async () => {
    type('A1', [
      [1, '=A1+1'],
      [3, '=A2+1'],
    ]);
    await batch({ autoFill: { range: area([0, 5], [0, 2]) } });
    expect(values()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 10],
    ]);
  });

  it('pushes cells aside and closes gaps', async () => {
    type('A1', [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await batch({ insertRange: { range: area([0, 1], [0, 1]), shiftDimension: 'ROWS' } });
    expect(values()).toEqual([['', 'b'], ['a', 'd'], ['c']]);
    await batch({ deleteRange: { range: area([0, 1], [0, 1]), shiftDimension: 'COLUMNS' } });
    expect(values()).toEqual([['b'], ['a', 'd'], ['c']]);
  });

  it('pushes what points at the cells along with them', async () => {
    type('A1', [['a', 'b', '=A1&B1']]);
    const range = area([0, 1], [0, 1]);
    await batch({ addNamedRange: { namedRange: { name: 'Spot', range } } });
    await batch({ insertRange: { range, shiftDimension: 'ROWS' } });
    expect(emulator.spreadsheet(id).cell('Sheet1', 'C1')).toMatchObject({ formula: '=A2&B1', value: 'ab' });
    expect(emulator.spreadsheet(id).namedRanges).toMatchObject([
      { range: { startRowIndex: 1, endRowIndex: 2 } },
    ]);
    await batch({ deleteRange: { range, shiftDimension: 'ROWS' } });
    expect(emulator.spreadsheet(id).cell('Sheet1', 'C1')).toMatchObject({ formula: '=A1&B1', value: 'ab' });
  });

  it('draws lines around and between cells', async () => {
    const line = { style: 'SOLID' } as const;
    await batch({ updateBorders: { range: area([0, 2], [0, 1]), top: line, innerHorizontal: line } });
    const sides = ['A1', 'A2'].map((cell) =>
      Object.keys(emulator.spreadsheet(id).cell('Sheet1', cell).format?.borders ?? {}).sort(),
    );
    expect(sides).toEqual([['bottom', 'top'], ['top']]);
  });

  it('nests groups of rows', async () => {
    const range = (startIndex: number, endIndex: number) => ({
      sheetId: 0,
      dimension: 'ROWS' as const,
      startIndex,
      endIndex,
    });
    await batch({ addDimensionGroup: { range: range(1, 4) } }, { addDimensionGroup: { range: range(2, 5) } });
    const spans = () =>
      sheet()?.rowGroups?.map((group) => [group.depth, group.range?.startIndex, group.range?.endIndex]);
    expect(spans()).toEqual([
      [1, 1, 5],
      [2, 2, 4],
    ]);
    expect(await batch({ deleteDimensionGroup: { range: range(0, 10) } })).toMatchObject([
      { deleteDimensionGroup: { dimensionGroups: [{ depth: 1 }] } },
    ]);
    expect(spans()).toEqual([[1, 2, 4]]);
  });

  it('keeps colours twice, in eight bits', async () => {
    const tabColorStyle = { rgbColor: { red: 0.5, blue: 1 } };
    const properties = { sheetId: 0, tabColorStyle };
    await batch({ updateSheetProperties: { properties, fields: 'tabColorStyle' } });
    const kept = { red: 0.49803922, blue: 1 };
    expect(sheet()?.properties).toMatchObject({ tabColor: kept, tabColorStyle: { rgbColor: kept } });
    await batch({ updateSheetProperties: { properties: { sheetId: 0 }, fields: 'tabColorStyle' } });
    expect(sheet()?.properties).not.toHaveProperty('tabColor');
  });

  it('hides rows by a filter without moving them', async () => {
    type('A1', [['name'], ['x'], ['y'], ['x']]);
    emulator.people(id).filter('Sheet1', { range: 'A1:A4', hide: { A: ['x'] } });
    const hidden = sheet()?.data?.[0]?.rowMetadata?.map((row) => row.hiddenByFilter === true);
    expect(hidden?.slice(0, 5)).toEqual([false, true, false, true, false]);
    expect(values('A4')).toEqual([['x']]);
  });

  it.each([
    ['NUMBER_GREATER', ['2'], [1, 2]],
    ['NUMBER_BETWEEN', ['2', '3'], [1, 4]],
    ['TEXT_CONTAINS', ['3'], [1, 2, 4]],
    ['NOT_BLANK', [], []],
  ] as const)(
    "hides rows that a filter's condition %s does not let through",
    async (condition, wanted, hidden) => {
      type('B1', [['n'], [1], [2], [3], [4]]);
      const given = wanted.map((userEnteredValue) => ({ userEnteredValue }));
      const filterCriteria = { condition: { type: condition, values: given } };
      const filter = { range: area([0, 5], [1, 2]), filterSpecs: [{ columnIndex: 1, filterCriteria }] };
      await batch({ setBasicFilter: { filter } });
      const rows = sheet()?.data?.[0]?.rowMetadata?.flatMap((row, i) =>
        row.hiddenByFilter === true ? [i] : [],
      );
      expect(rows).toEqual(hidden);
    },
  );

  it('keeps charts, banding, filter views, slicers, tables and rules, and lets go of them by id', async () => {
    const range = area([0, 3], [0, 2]);
    const replies = (await batch(
      {
        addChart: {
          chart: { spec: { title: 'C' }, position: { overlayPosition: { anchorCell: { sheetId: 0 } } } },
        },
      },
      { addBanding: { bandedRange: { range } } },
      { addFilterView: { filter: { title: 'F', range } } },
      { addSlicer: { slicer: { spec: { dataRange: range } } } },
      { addTable: { table: { name: 'T', range } } },
      {
        addConditionalFormatRule: {
          rule: { ranges: [range], booleanRule: { condition: { type: 'NOT_BLANK' } } },
        },
      },
    )) as readonly Record<string, Record<string, Record<string, number & string>>>[];
    const ids = replies.map((reply) => Object.values(Object.values(reply)[0] ?? {})[0] ?? {});
    expect(Object.keys(sheet() ?? {})).toEqual(
      expect.arrayContaining([
        'charts',
        'bandedRanges',
        'filterViews',
        'slicers',
        'tables',
        'conditionalFormats',
      ]),
    );
    await batch(
      { deleteEmbeddedObject: { objectId: ids[0]?.['chartId'] } },
      { deleteBanding: { bandedRangeId: ids[1]?.['bandedRangeId'] } },
      { deleteFilterView: { filterId: ids[2]?.['filterViewId'] } },
      { deleteEmbeddedObject: { objectId: ids[3]?.['slicerId'] } },
      { deleteTable: { tableId: ids[4]?.['tableId'] } },
      { deleteConditionalFormatRule: { sheetId: 0, index: 0 } },
    );
    expect(Object.keys(sheet() ?? {}).sort()).toEqual(['data', 'properties']);
  });

  it('lets what points at columns follow them', async () => {
    const range = area([0, 5], [0, 4]);
    const source = { sourceRange: { sources: [area([0, 5], [2, 3])] } };
    const chart = {
      spec: { pieChart: { series: source } },
      position: { overlayPosition: { anchorCell: { sheetId: 0 } } },
    };
    await batch(
      { setBasicFilter: { filter: { range, criteria: { 2: { hiddenValues: ['x'] } } } } },
      { addChart: { chart } },
      { insertDimension: { range: { sheetId: 0, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
    );
    expect(sheet()?.basicFilter).toMatchObject({
      range: { endColumnIndex: 5 },
      filterSpecs: [{ columnIndex: 3 }],
    });
    expect(sheet()?.charts?.[0]?.spec?.pieChart?.series?.sourceRange?.sources?.[0]).toMatchObject({
      startColumnIndex: 3,
      endColumnIndex: 4,
    });
  });

  it('refuses by name what it does not emulate', async () => {
    await expect(batch({ addDataSource: {} })).rejects.toThrow('addDataSource: The emulator does not know');
  });

  it('refuses a mask that names no field', async () => {
    await expect(
      batch({ repeatCell: { range: area([0, 1], [0, 1]), cell: {}, fields: 'userEnteredFormat.nothing' } }),
    ).rejects.toThrow('Invalid requests[0].repeatCell: Invalid field: userEnteredFormat.nothing');
  });
});
