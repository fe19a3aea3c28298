import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { DataSink } from '../terminal.js';
import type { OpenRowWriter } from './row-writer.js';
import { MAX_XLSX_CHARACTERS, rowXml } from './xlsx-cells.js';
import { SHEET_BEGINS, SHEET_ENDS, sheetPart, workbookParts } from './xlsx-parts.js';

/** Rows of one sheet, headings included, as Excel has it. */
const MAX_ROWS = 1_048_576;

/**
 * A workbook as a stream: rows are compressed and handed on as they come, so that no more is in memory than that. What
 * goes beyond the rows of one sheet goes on in another.
 */
export const xlsxWriter: OpenRowWriter = (sink, { title, columns }) => {
  const zip = new ZipFile();
  const handedOn = handOn(zip.outputStream, sink);
  const sheets: Sheet[] = [];
  let cut = 0;
  const sheetWithRoom = async (): Promise<Sheet> => {
    const last = sheets.at(-1);
    if (last !== undefined && last.rows < MAX_ROWS) return last;
    await last?.write(SHEET_ENDS);
    last?.end();
    const fresh = openSheet(zip, sheets.length + 1);
    sheets.push(fresh);
    await fresh.write(SHEET_BEGINS + rowXml(columns, 1));
    return fresh;
  };
  return {
    async rows(rows) {
      for (let written = 0; written < rows.length; ) {
        const sheet = await sheetWithRoom();
        const fitting = rows.slice(written, written + MAX_ROWS - sheet.rows);
        await sheet.write(fitting.map((row, index) => rowXml(row, sheet.rows + index + 1)).join(''));
        sheet.rows += fitting.length;
        written += fitting.length;
      }
      cut += rows
        .flat()
        .filter((cell) => typeof cell === 'string' && cell.length > MAX_XLSX_CHARACTERS).length;
      return handedOn.isWanted();
    },
    async end() {
      const last = await sheetWithRoom();
      await last.write(SHEET_ENDS);
      last.end();
      const titles = sheets.map((_, index) => (index === 0 ? title : `${title} (${index + 1})`));
      for (const [name, content] of workbookParts(titles)) zip.addBuffer(Buffer.from(content), name);
      zip.end();
      await handedOn.finished;
      return handedOn.isWanted();
    },
    remarks: () =>
      cut === 0
        ? []
        : [
            `${cut} texts are longer than a cell of a workbook holds and were cut, with a mark; csv and jsonl have them whole`,
          ],
  };
};

interface Sheet {
  /** Written so far, headings included. */
  rows: number;
  /** Waits until there is room for more. */
  write(xml: string): Promise<void>;
  end(): void;
}

function openSheet(zip: ZipFile, number: number): Sheet {
  const content = new PassThrough();
  zip.addReadStream(content, sheetPart(number));
  return {
    rows: 1,
    async write(xml) {
      if (!content.write(xml)) await once(content, 'drain');
    },
    end: () => content.end(),
  };
}

/** When nobody wants more, the rest is thrown away, so that whoever writes comes to an end. */
function handOn(zipped: NodeJS.ReadableStream, sink: DataSink) {
  let isWanted = true;
  const finished = (async () => {
    for await (const piece of zipped) if (isWanted) isWanted = await sink.write(piece);
  })();
  return { finished, isWanted: () => isWanted };
}
