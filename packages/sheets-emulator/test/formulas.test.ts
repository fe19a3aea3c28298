import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** `A1:B3` hold 1, 2; 3, x; TRUE, nothing. */
const FORMULAS: readonly (readonly [formula: string, shown: string])[] = [
  ['=1+2*3^2', '19'],
  ['=-2^2', '4'],
  ['=(1+2)*3', '9'],
  ['=50%', '0.5'],
  ['="a"&1&TRUE', 'a1TRUE'],
  ['=1=1', 'TRUE'],
  ['="a"="A"', 'TRUE'],
  ['=SUM(A1:B3)', '6'],
  ['=SUM(A:A)', '4'],
  ['=SUM(1,2,A1)', '4'],
  ['=COUNT(A1:B3)', '3'],
  ['=COUNTA(A1:B3)', '5'],
  ['=COUNTUNIQUE(A1:B3)', '5'],
  ['=IF(A1=1;"one";"more")', 'one'],
  ['=COUNTIF(A1:B3,">=2")', '2'],
  ['=COUNTIF(A1:B3,"?")', '1'],
  ['=COUNTIF(A1:B3,TRUE)', '1'],
  ['=COUNTIF(Second!B:B,"*:0")', '2'],
  ['=COUNTIF(Second!B:B,"~*:0")', '1'],
  ['=COUNTIFS(Second!B:B,"*:0",Second!C:C,"<>x")', '1'],
  ['=COUNTIF(A1:B3,"<>x")', '5'],
  ['=FILTER(B1:B2,ISNUMBER(A1:A2),EXACT(B1:B2,"x"))', 'x'],
  ['=FILTER(B1:B2,EXACT(B1:B2,"X"))', '#N/A'],
  ['=INDEX(SORT(UNIQUE(Second!C1:C3)),2)', 'y'],
  ['=INDEX(SORT(Second!C1:C3,1,FALSE),1)', 'y'],
  ['=INDEX(UNIQUE(Second!C1:C3),3)', '#REF!'],
  ['=ROWS(UNIQUE(Second!C1:C3))', '2'],
  ['=AVERAGE(A1:B2)', '2'],
  ['=MIN(A1:B3)', '1'],
  ['=MAX(A1:B3)', '3'],
  ['=IF(A1>B1,"more","less")', 'less'],
  ['=IF(FALSE,1)', 'FALSE'],
  ['=IFERROR(1/0,"none")', 'none'],
  ['=CONCATENATE("a",A1,"b")', 'a1b'],
  ['=Second!A1+1', '8'],
  ["='Second'!$A$1", '7'],
  ['=Total*2', '14'],
  ['=VLOOKUP(3,A1:B3,2,FALSE)', 'x'],
  ['=ROUND(2.567,1)', '2.6'],
  ['=UPPER("abc")', 'ABC'],
  ['=HYPERLINK("https://example.com","there")', 'there'],
  ['=TEXT(0.25,"0%")', '25%'],
  ['=1/0', '#DIV/0!'],
  ['=NOSUCHFUNCTION(1)', '#NAME?'],
  ['=NoSuchName', '#NAME?'],
  ['=Nowhere!A1', '#REF!'],
  ['=A1+B2', '#VALUE!'],
  ['=1+', '#ERROR!'],
  ['=D1', '#REF!'],
];

describe('formulas', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    id = emulator.createSpreadsheet('Formulas');
    const range = { sheetId: 7, endRowIndex: 1, endColumnIndex: 1 };
    emulator
      .people(id)
      .type('Sheet1', 'A1', [
        [1, 2],
        [3, 'x'],
        [true, null],
      ])
      .do(
        { addSheet: { properties: { sheetId: 7, title: 'Second' } } },
        { addNamedRange: { namedRange: { name: 'Total', range } } },
      )
      .type('Second', 'A1', [
        [7, 'a:0', 'y'],
        [null, '*:0', 'x'],
        [null, 'a:10', 'x'],
      ]);
  });

  afterAll(() => emulator.close());

  it.each(FORMULAS)('%s shows %s', (formula, shown) => {
    emulator.people(id).type('Sheet1', 'D1', formula);
    expect(emulator.spreadsheet(id).cell('Sheet1', 'D1')).toMatchObject({ formula, formatted: shown });
  });

  it('follow what they speak of', () => {
    const people = emulator.people(id).type('Sheet1', 'F10', '=SUM(A1:A3)+$A$2+Second!A1');
    people.insertRows('Sheet1', 2).insertColumn('Sheet1', 'A').renameTab('Second', 'Other tab');
    const moved = "=SUM(B1:B4)+$B$3+'Other tab'!A1";
    expect(emulator.spreadsheet(id).cell('Sheet1', 'G11')).toMatchObject({ formula: moved, value: 14 });
    people.copy('Sheet1', 'G11', 'H12');
    expect(emulator.spreadsheet(id).cell('Sheet1', 'H12').formula).toBe("=SUM(C2:C5)+$B$3+'Other tab'!B2");
    people.deleteRows('Sheet1', 3);
    expect(emulator.spreadsheet(id).cell('Sheet1', 'G10')).toMatchObject({ formatted: '#REF!' });
  });
});
