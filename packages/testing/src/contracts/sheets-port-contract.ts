import type { TestFunctions } from '../test-functions.js';
import { sheetsCellsContract } from './sheets-cells-contract.js';
import type { SheetsHarness } from './sheets-harness.js';
import { sheetsOverviewContract } from './sheets-overview-contract.js';
import { sheetsReadingContract } from './sheets-reading-contract.js';
import { sheetsWritingContract } from './sheets-writing-contract.js';

/**
 * Everything that a SheetsPort owes its callers, on a spreadsheet whose service works. What it answers to a failing
 * service is the adapter's to test: only it knows what failures look like there.
 */
export function sheetsPortContract(test: TestFunctions, harness: SheetsHarness): void {
  sheetsReadingContract(test, harness);
  sheetsCellsContract(test, harness);
  sheetsWritingContract(test, harness);
  sheetsOverviewContract(test, harness);
}
