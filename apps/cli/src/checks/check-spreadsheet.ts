import { type SheetsError, type SheetsPort, type SyncProblem, toSyncProblem } from '@quiz-sync/core';
import type { OpenedSheets } from '@quiz-sync/server';
import type { Failure } from '../failure.js';
import { type Check, doubtful, fine, MEND_FIRST, notLookedAt } from './check.js';
import type { Examined } from './examined.js';
import { failedCheck } from './failed-check.js';

const NAME = 'spreadsheet';
const NAME_ONE = 'Set QUIZ_SYNC_SPREADSHEET_ID to the id of a Google spreadsheet.';

/** What was found out about the spreadsheet. */
export interface SpreadsheetChecked {
  readonly checks: readonly Check[];
  /** `absent`: a local one that the first start makes. */
  readonly state: 'readable' | 'unreadable' | 'absent';
}

/** One read of no cells. Whether we may write shows when the revision is probed. `now` is epoch milliseconds. */
export async function checkSpreadsheet(
  { configuration, sheets }: Pick<Examined, 'configuration' | 'sheets'>,
  now: number,
): Promise<SpreadsheetChecked> {
  const opened = await sheets();
  if (opened.isErr()) return { checks: [await notOpened(opened.error)], state: 'unreadable' };
  if (opened.value === undefined) {
    const detail = 'none is named, and the local one is not there yet; the first start makes it';
    return { checks: [doubtful(NAME, detail, NAME_ONE)], state: 'absent' };
  }
  try {
    return await readOnce(opened.value, isNamed(configuration), now);
  } finally {
    await opened.value.close();
  }
}

/** Problems of the configuration have lines of their own. */
async function notOpened(failure: Failure): Promise<Check> {
  return failure.type === 'configuration_invalid'
    ? notLookedAt(NAME, MEND_FIRST)
    : failedCheck(NAME, failure);
}

/** A configuration with problems is told elsewhere: no more is said about what it names. */
function isNamed(configuration: Examined['configuration']): boolean {
  return configuration.match(
    (settings) => settings.find(({ name }) => name === 'spreadsheetId')?.value !== undefined,
    () => true,
  );
}

async function readOnce(opened: OpenedSheets, isNamedOne: boolean, now: number): Promise<SpreadsheetChecked> {
  const { sheets } = opened;
  const read = await sheets.read({ tabs: [], ranges: [] });
  if (read.isErr()) {
    const failure = { type: 'sync_failed', problem: problemOf(read.error, sheets, now) } as const;
    return { checks: [await failedCheck(NAME, failure)], state: 'unreadable' };
  }
  return { checks: [readable(opened, isNamedOne)], state: 'readable' };
}

function readable({ sheets, emulatorUrl }: OpenedSheets, isNamedOne: boolean): Check {
  const { url, account } = sheets.describe();
  if (!isNamedOne) return doubtful(NAME, 'a local one, since none is named', NAME_ONE);
  if (emulatorUrl !== undefined)
    return fine(NAME, `${sheets.target} can be read, in the emulator at ${emulatorUrl}`);
  const reader = account === undefined ? '' : ` by ${account}`;
  return fine(NAME, `${url ?? sheets.target} can be read${reader}`);
}

function problemOf(error: SheetsError, sheets: SheetsPort, now: number): SyncProblem {
  const { url, account } = sheets.describe();
  const names = { spreadsheet_url: url, account };
  return toSyncProblem(error, { names, at: new Date(now).toISOString(), previous: undefined });
}
