import { gridRange } from './grid-range.js';
import { COURSES_ROW, DAYS_ROW } from './overview-cells.js';
import { COURSE_ROWS, DAYS } from './overview-formulas.js';
import type { ChartSpec, UpdateRequest } from './sheets-types.js';

/** Right of the tables: a blank column in between. */
const CHART_COLUMN = 4;

/** The two charts, one below the other, beside the tables that they are made of. */
export function overviewCharts(tabId: number): UpdateRequest[] {
  const days = columns({
    title: 'Submissions per day, the last 30 days',
    names: { title: 'Day', range: table(tabId, DAYS_ROW, DAYS, 0) },
    values: { title: 'Submissions', range: table(tabId, DAYS_ROW, DAYS, 1) },
  });
  const courses = columns({
    title: 'Score by course, mean of the learners',
    names: { title: 'Course', range: table(tabId, COURSES_ROW, COURSE_ROWS, 0) },
    values: { title: 'Score (%)', range: table(tabId, COURSES_ROW, COURSE_ROWS, 2), upTo: 100 },
  });
  return [chartAt(tabId, 3, days), chartAt(tabId, 23, courses)];
}

interface Side {
  readonly title: string;
  readonly range: ReturnType<typeof gridRange>;
  /** The end of its axis; default: what the values need. */
  readonly upTo?: number;
}

interface Columns {
  readonly title: string;
  readonly names: Side;
  readonly values: Side;
}

function columns({ title, names, values }: Columns): ChartSpec {
  const window =
    values.upTo === undefined
      ? {}
      : { viewWindowOptions: { viewWindowMode: 'EXPLICIT', viewWindowMin: 0, viewWindowMax: values.upTo } };
  return {
    title,
    basicChart: {
      chartType: 'COLUMN',
      legendPosition: 'NO_LEGEND',
      headerCount: 1,
      axis: [
        { position: 'BOTTOM_AXIS', title: names.title },
        { position: 'LEFT_AXIS', title: values.title, ...window },
      ],
      domains: [{ domain: { sourceRange: { sources: [names.range] } } }],
      series: [{ series: { sourceRange: { sources: [values.range] } }, targetAxis: 'LEFT_AXIS' }],
    },
  };
}

/** A column of a table with its heading. */
function table(tabId: number, firstRow: number, rows: number, column: number): Side['range'] {
  return gridRange({ tabId, firstRow, rows: rows + 1, firstColumn: column, columns: 1 });
}

function chartAt(tabId: number, rowIndex: number, spec: ChartSpec): UpdateRequest {
  const anchorCell = { sheetId: tabId, rowIndex, columnIndex: CHART_COLUMN };
  return { addChart: { chart: { spec, position: { overlayPosition: { anchorCell } } } } };
}
