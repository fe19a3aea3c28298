/** A tab as any client of the Sheets API sees it: rows as records by header. */
export type TabRecords = Record<string, unknown>[];

/** Reads a tab with one GET, as people's own scripts would. `url`: the emulator's. */
export async function readTab(url: string, spreadsheetId: string, title: string): Promise<TabRecords> {
  const range = encodeURIComponent(`${title}!A1:Z`);
  const query = 'valueRenderOption=UNFORMATTED_VALUE';
  const answer = await fetch(`${url}/v4/spreadsheets/${spreadsheetId}/values/${range}?${query}`);
  if (!answer.ok) throw new Error(`${title}: ${answer.status} ${await answer.text()}`);
  const { values = [] } = (await answer.json()) as { values?: unknown[][] };
  const [headers = [], ...rows] = values;
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(headers.map((header, column) => [String(header), row[column] ?? ''])));
}

/** Makes a spreadsheet as a stranger's client would; answers its id. */
export async function createSpreadsheet(url: string, title: string): Promise<string> {
  const answer = await fetch(`${url}/v4/spreadsheets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { title } }),
  });
  const { spreadsheetId } = (await answer.json()) as { spreadsheetId: string };
  return spreadsheetId;
}
