import { type SheetsError, type SheetsPort, type SyncProblem, toSyncProblem } from '@quiz-sync/core';
import type { OpenedSheets } from '@quiz-sync/server';
import { type Check, fine, notLookedAt } from './check.js';
import { checkClock } from './check-clock.js';
import { failedCheck } from './failed-check.js';

type Examined = Awaited<ReturnType<OpenedSheets['examine']>>;

/** The tabs as the spreadsheet shows them to our account. */
export type TabLooks = ReturnType<NonNullable<Examined['tabs']>['_unsafeUnwrap']>;

/** What was found out on the way to the spreadsheet; without `tabs` it did not lead there. */
export interface GoogleChecked {
  readonly checks: readonly Check[];
  readonly tabs: TabLooks | undefined;
}

const NO_ANSWER = 'Google gave no answer';

/** Credentials, token, clock, API and spreadsheet: one line each, in the order in which one needs the other. */
export async function checkGoogle(
  { sheets, examine }: Pick<OpenedSheets, 'sheets' | 'examine'>,
  readable: (account: string | undefined) => Check,
  now: () => number,
): Promise<GoogleChecked> {
  const { credentials, token, tabs, clockAheadMs } = await examine(now);
  const failed = (name: string, error: SheetsError) =>
    failedCheck(name, { type: 'sync_failed', problem: problemOf(error, sheets, now()) });
  const clock = checkClock(clockAheadMs);
  if (credentials.isErr())
    return unseen([
      await failed('credentials', credentials.error),
      notLookedAt('token', 'there are no credentials'),
      clock,
    ]);
  const { account, none } = credentials.value;
  const opened = fine(
    'credentials',
    none ? 'none are needed for an emulator' : `of ${account ?? 'this machine'}`,
  );
  if (token === undefined || tabs === undefined || token.isErr()) {
    const refused = token?.isErr() ? await failed('token', token.error) : notLookedAt('token', NO_ANSWER);
    return unseen([opened, refused, clock]);
  }
  const given = fine('token', none ? 'none is needed for an emulator' : 'Google gave one');
  const ways = [opened, given, clock];
  if (tabs.isOk())
    return {
      checks: [...ways, fine('sheets api', 'enabled'), readable(account)],
      tabs: tabs.value,
    };
  if (isSwitchedOff(tabs.error))
    return { checks: [...ways, await failed('sheets api', tabs.error), notSeen()], tabs: undefined };
  const api = hasAnswered(tabs.error) ? fine('sheets api', 'enabled') : notLookedAt('sheets api', NO_ANSWER);
  return { checks: [...ways, api, await failed('spreadsheet', tabs.error)], tabs: undefined };
}

/** Without a token nothing is known of what comes after it. */
function unseen(checks: readonly Check[]): GoogleChecked {
  return { checks: [...checks, notLookedAt('sheets api', 'there is no token'), notSeen()], tabs: undefined };
}

function notSeen(): Check {
  return notLookedAt('spreadsheet', 'Google does not let us come so far');
}

function isSwitchedOff(error: SheetsError): boolean {
  return error.type === 'permission_denied' && error.reason === 'api_disabled';
}

/** Whoever is told that a spreadsheet is not there, or not for him, has reached the API. */
function hasAnswered({ type }: SheetsError): boolean {
  return type === 'permission_denied' || type === 'spreadsheet_not_found';
}

function problemOf(error: SheetsError, sheets: SheetsPort, now: number): SyncProblem {
  const { url, account: known } = sheets.describe();
  const account = error.type === 'permission_denied' ? (error.account ?? known) : known;
  const names = { spreadsheet_url: url, account };
  return toSyncProblem(error, { names, at: new Date(now).toISOString(), previous: undefined });
}
