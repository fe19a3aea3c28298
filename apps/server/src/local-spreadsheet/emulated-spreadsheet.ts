import { ResultAsync } from 'neverthrow';
import { z } from 'zod';
import type {
  LocalCell,
  LocalSheet,
  LocalSpreadsheet,
  LocalSpreadsheetUnavailable,
  LocalTab,
} from './local-spreadsheet.js';

/** Milliseconds; it is on this machine. */
const TIME_OUT_MS = 5_000;

const cellSchema = z.object({
  formattedValue: z.string().optional(),
  effectiveValue: z.record(z.string(), z.unknown()).optional(),
});

/** The part of the Sheets API's answer that is read here; Google leaves out what is empty. */
const spreadsheetSchema = z.object({
  properties: z.object({ title: z.string().default('') }).default({ title: '' }),
  sheets: z
    .array(
      z.object({
        properties: z.object({
          sheetId: z.int().default(0),
          title: z.string().default(''),
          gridProperties: z
            .object({ rowCount: z.int().default(0), columnCount: z.int().default(0) })
            .default({ rowCount: 0, columnCount: 0 }),
        }),
        data: z
          .array(
            z.object({
              rowData: z.array(z.object({ values: z.array(cellSchema).default([]) })).default([]),
              columnMetadata: z.array(z.object({ hiddenByUser: z.boolean().default(false) })).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

type SheetAnswer = z.infer<typeof spreadsheetSchema>['sheets'][number];

const TAB_FIELDS = 'sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))';
const CELL_FIELDS = 'sheets.data.rowData.values(formattedValue,effectiveValue)';

/** Reads a spreadsheet over the Sheets API of an emulator, at `http://host:port`. */
export function emulatedSpreadsheet(emulatorUrl: string, spreadsheetId: string): LocalSpreadsheet {
  const base = `${emulatorUrl}/v4/spreadsheets/${encodeURIComponent(spreadsheetId)}`;
  return {
    describe: () => unreachableAsValue(describe(base, spreadsheetId)),
    rows: (tabId, from, count) => unreachableAsValue(readRows(base, tabId, from, count)),
  };
}

async function describe(base: string, spreadsheetId: string): Promise<LocalSheet> {
  const tabs = await read(`${base}?fields=properties.title,${TAB_FIELDS}`);
  const dataFilters = tabs.sheets.map(({ properties }) => ({
    gridRange: { sheetId: properties.sheetId, startRowIndex: 0, endRowIndex: 1 },
  }));
  const fields = `sheets.properties.sheetId,${CELL_FIELDS},sheets.data.columnMetadata.hiddenByUser`;
  const headers =
    dataFilters.length === 0 ? tabs : await read(`${base}:getByDataFilter?fields=${fields}`, { dataFilters });
  const byId = new Map(headers.sheets.map((sheet) => [sheet.properties.sheetId, sheet]));
  return {
    spreadsheet_id: spreadsheetId,
    title: tabs.properties.title,
    tabs: tabs.sheets.map((sheet) => localTab(sheet, byId.get(sheet.properties.sheetId))),
  };
}

function localTab({ properties }: SheetAnswer, header: SheetAnswer | undefined): LocalTab {
  const [block] = header?.data ?? [];
  const cells = block?.rowData[0]?.values ?? [];
  return {
    tab_id: properties.sheetId,
    title: properties.title,
    rows: Math.max(0, properties.gridProperties.rowCount - 1),
    columns: Array.from({ length: properties.gridProperties.columnCount }, (_, index) => ({
      header: cells[index]?.formattedValue ?? '',
      hidden: block?.columnMetadata[index]?.hiddenByUser ?? false,
    })),
  };
}

async function readRows(base: string, tabId: number, from: number, count: number): Promise<LocalCell[][]> {
  const gridRange = { sheetId: tabId, startRowIndex: from + 1, endRowIndex: from + 1 + count };
  const answer = await read(`${base}:getByDataFilter?fields=sheets.properties.sheetId,${CELL_FIELDS}`, {
    dataFilters: [{ gridRange }],
  });
  const sheet = answer.sheets.find(({ properties }) => properties.sheetId === tabId);
  return (sheet?.data[0]?.rowData ?? []).map(({ values }) => values.map(localCell));
}

function localCell({ formattedValue = '', effectiveValue = {} }: z.infer<typeof cellSchema>): LocalCell {
  return { text: formattedValue, kind: kindOf(effectiveValue) };
}

function kindOf(value: Readonly<Record<string, unknown>>): LocalCell['kind'] {
  if ('numberValue' in value) return 'number';
  if ('boolValue' in value) return 'boolean';
  return 'stringValue' in value || 'errorValue' in value ? 'text' : 'empty';
}

/** GET, or POST when there is something to send. Rejects on anything but a readable success. */
async function read(url: string, body?: unknown): Promise<z.infer<typeof spreadsheetSchema>> {
  const signal = AbortSignal.timeout(TIME_OUT_MS);
  const answer = await fetch(
    url,
    body === undefined
      ? { signal }
      : {
          signal,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  if (!answer.ok) throw new Error(`the emulator answered ${answer.status}`);
  return spreadsheetSchema.parse(await answer.json());
}

function unreachableAsValue<T>(reading: Promise<T>): ResultAsync<T, LocalSpreadsheetUnavailable> {
  return ResultAsync.fromPromise(reading, (cause) => ({
    type: 'local_spreadsheet_unavailable',
    message: cause instanceof Error ? cause.message : String(cause),
  }));
}
