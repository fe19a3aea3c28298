import type { SheetChange } from '@quiz-sync/core';
import { overviewCells, ROW_COUNT } from './overview-cells.js';
import { overviewCharts } from './overview-charts.js';
import type { UpdateRequest } from './sheets-types.js';

/** Tables to the left, charts beside them. */
const COLUMN_COUNT = 12;
const LABEL_PIXELS = 210;

/** The tab, its cells and its charts. */
export function overviewRequests({
  tabId,
  title,
  sources,
}: Extract<SheetChange, { type: 'add_overview' }>): UpdateRequest[] {
  const gridProperties = { rowCount: ROW_COUNT, columnCount: COLUMN_COUNT, hideGridlines: true };
  const labels = { sheetId: tabId, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 };
  return [
    { addSheet: { properties: { sheetId: tabId, title, gridProperties } } },
    {
      updateCells: {
        start: { sheetId: tabId, rowIndex: 0, columnIndex: 0 },
        rows: overviewCells(sources),
        fields: 'userEnteredValue,userEnteredFormat(numberFormat,textFormat)',
      },
    },
    {
      updateDimensionProperties: {
        range: labels,
        properties: { pixelSize: LABEL_PIXELS },
        fields: 'pixelSize',
      },
    },
    ...overviewCharts(tabId),
  ];
}
