import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { type SheetsHarness, type SheetsUnderTest, sheetsUnderTest } from './sheets-harness.js';
import { addTab, SMALL_TABLE, TAB_ID, TITLE, writeCells } from './sheets-sample.js';

/**
 * How a SheetsPort is to behave on a service that does not honour the revision, so that what is tested on one stand-in
 * holds on the other. `harness` opens such spreadsheets. No service is known to be like this; core tells by a probe.
 */
export function sheetsUnguardedContract(test: TestFunctions, harness: SheetsHarness): void {
  test.describe('SheetsPort.write on a spreadsheet that does not honour the revision', () => {
    const subject = sheetsUnderTest(test, harness);
    compare(test, subject);
    stillTrue(test, subject);
  });
}

function compare({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('applies a batch on whatever revision, which is the one of the batch then', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const early = await subject.batchOf([writeCells(1, 0, [['early']])]);
    const late = await subject.batchOf([writeCells(2, 0, [['late']])]);
    await succeed(subject.sheets().write(early));
    await succeed(subject.sheets().write(late));
    expect((await subject.look()).revision).toBe(late.to);
    const names = (await subject.cellsOf(TAB_ID)).slice(1).map(([name]) => name);
    expect(names).toEqual(['early', 'late']);
  });

  it('applies a batch as often as it is sent', async () => {
    await subject.apply([addTab(), writeCells(0, 0, SMALL_TABLE)]);
    const batch = await subject.batchOf([writeCells(1, 1, [[91]])]);
    await succeed(subject.sheets().write(batch));
    await subject.people().typeCell(TITLE, 1, 1, 'typed since');
    await succeed(subject.sheets().write(batch));
    expect((await subject.cellsOf(TAB_ID))[1]).toEqual(['Ada', 91, 'key-1']);
    expect((await subject.look()).revision).toBe(batch.to);
  });

  it('applies a batch for a spreadsheet without a revision on one that has one', async () => {
    const early = await subject.batchOf([addTab()]);
    await subject.apply([]);
    await succeed(subject.sheets().write(early));
    expect((await subject.look()).revision).toBe(early.to);
  });
}

function stillTrue({ it, expect }: TestFunctions, subject: SheetsUnderTest): void {
  it('applies a batch wholly or not at all', async () => {
    await subject.apply([addTab(100, 8), writeCells(0, 0, SMALL_TABLE)]);
    const before = await subject.look();
    const batch = await subject.batchOf([writeCells(1, 1, [[1]]), writeCells(100, 0, [['too far']])]);
    expect(await refused(subject.sheets().write(batch))).toMatchObject({ type: 'invalid_request' });
    expect(await subject.look()).toEqual(before);
    expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
  });
}
