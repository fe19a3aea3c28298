import type { OpenedSheets } from '@quiz-sync/server';
import type { Failure } from '../failure.js';
import { type Check, doubtful, fine, MEND_FIRST, notLookedAt } from './check.js';
import { checkGoogle, type TabLooks } from './check-google.js';
import type { Examined } from './examined.js';
import { failedCheck } from './failed-check.js';

const NAME = 'spreadsheet';
const NAME_ONE = 'Set QUIZ_SYNC_SPREADSHEET_ID to the id of a Google spreadsheet.';

/** What was found out about the spreadsheet. */
export interface SpreadsheetChecked {
  readonly checks: readonly Check[];
  /** `absent`: a local one that the first start makes. */
  readonly state: 'readable' | 'unreadable' | 'absent';
  /** Of one that is readable. */
  readonly tabs: TabLooks | undefined;
}

/** The way to it, with one read of no cells. Whether we may write shows when the revision is probed. */
export async function checkSpreadsheet(
  { configuration, sheets }: Pick<Examined, 'configuration' | 'sheets'>,
  now: () => number,
): Promise<SpreadsheetChecked> {
  const opened = await sheets();
  if (opened.isErr())
    return { checks: [await notOpened(opened.error)], state: 'unreadable', tabs: undefined };
  if (opened.value === undefined) {
    const detail = 'none is named, and the local one is not there yet; the first start makes it';
    return { checks: [doubtful(NAME, detail, NAME_ONE)], state: 'absent', tabs: undefined };
  }
  const found = opened.value;
  try {
    const named = isNamed(configuration);
    const { checks, tabs } = await checkGoogle(found, (account) => readable(found, account, named), now);
    return { checks, tabs, state: tabs === undefined ? 'unreadable' : 'readable' };
  } finally {
    await found.close();
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

function readable(
  { sheets, emulatorUrl }: OpenedSheets,
  account: string | undefined,
  isNamedOne: boolean,
): Check {
  if (!isNamedOne) return doubtful(NAME, 'a local one, since none is named', NAME_ONE);
  if (emulatorUrl !== undefined)
    return fine(NAME, `${sheets.target} can be read, in the emulator at ${emulatorUrl}`);
  const reader = account === undefined ? '' : ` by ${account}`;
  return fine(NAME, `${sheets.describe().url ?? sheets.target} can be read${reader}`);
}
