import { xmlText } from './xlsx-cells.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Before the rows of a sheet; the headings stay in sight. */
export const SHEET_BEGINS = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;

export const SHEET_ENDS = '</sheetData></worksheet>';

/** Where the rows of a sheet are; `number` counts from 1. */
export function sheetPart(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The parts of a workbook besides its sheets, by name (ECMA-376): the least that makes one. */
export function workbookParts(titles: readonly string[]): ReadonlyMap<string, string> {
  const numbered = titles.map((title, index) => ({ title, number: index + 1 }));
  const sheets = numbered
    .map(({ title, number }) => `<sheet name="${xmlText(title)}" sheetId="${number}" r:id="rId${number}"/>`)
    .join('');
  const relations = numbered
    .map(
      ({ number }) =>
        `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    )
    .join('');
  const types = numbered
    .map(
      ({ number }) => `<Override PartName="/${sheetPart(number)}" ContentType="${CONTENT}.worksheet+xml"/>`,
    )
    .join('');
  return new Map([
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>${types}</Types>`,
    ],
  ]);
}
