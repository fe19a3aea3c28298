import type { OverviewSources, SheetChange } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';
import { type SheetsHarness, sheetsUnderTest } from './sheets-harness.js';
import { addTab, SMALL_TABLE, TAB_ID, TITLE, writeCells } from './sheets-sample.js';

const OVERVIEW_ID = 730_000_000;

/** Every column is one of the small table: what is computed of it matters to nobody here. */
const COLUMNS: OverviewSources = {
  responseKey: { title: TITLE, column: 2 },
  answeredAt: { title: TITLE, column: 1 },
  correct: { title: TITLE, column: 1 },
  learnerKey: { title: TITLE, column: 2 },
  courseName: { title: TITLE, column: 0 },
  score: { title: TITLE, column: 1 },
  progressKey: { title: TITLE, column: 2 },
  completed: { title: TITLE, column: 1 },
};

function addOverview(title: string): SheetChange {
  return { type: 'add_overview', tabId: OVERVIEW_ID, title, sources: COLUMNS };
}

/** What SheetsPort.write makes of an overview; what that shows is the spreadsheet's own work. */
export function sheetsOverviewContract(test: TestFunctions, harness: SheetsHarness): void {
  const { describe, it, expect } = test;
  describe('an overview', () => {
    const subject = sheetsUnderTest(test, harness);

    it('is a tab of its own, the last one, made by one write; the others stay as they are', async () => {
      await subject.apply([addTab(5, 3), writeCells(0, 0, SMALL_TABLE)]);
      const batch = await subject.batchOf([addOverview('Overview')]);
      const { writes } = subject.calls();
      await succeed(subject.sheets().write(batch));
      expect(subject.calls().writes).toBe(writes + 1);
      const { tabs, revision } = await subject.look();
      expect(revision).toBe(batch.to);
      expect(tabs.at(-1)).toMatchObject({ tabId: OVERVIEW_ID, title: 'Overview' });
      expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
      expect((await subject.cellsOf(OVERVIEW_ID)).flat()).toContain('Overview');
    });

    it('is made once: a second of its id is refused, and nothing applied', async () => {
      await subject.apply([addTab(5, 3), writeCells(0, 0, SMALL_TABLE), addOverview('Overview')]);
      await subject.people().renameTab('Overview', 'Our school');
      const again = await subject.batchOf([writeCells(1, 0, [['Eve']]), addOverview('Overview')]);
      expect(await refused(subject.sheets().write(again))).toMatchObject({ type: 'invalid_request' });
      expect((await subject.look()).tabs.map(({ title }) => title)).not.toContain('Overview');
      expect(await subject.cellsOf(TAB_ID)).toEqual(SMALL_TABLE);
    });

    it('can be made again once people have deleted it', async () => {
      await subject.apply([addTab(5, 3), writeCells(0, 0, SMALL_TABLE), addOverview('Overview')]);
      await subject.people().deleteTab('Overview');
      await subject.apply([addOverview('Overview')]);
      expect((await subject.look()).tabs.at(-1)).toMatchObject({ tabId: OVERVIEW_ID });
    });
  });
}
