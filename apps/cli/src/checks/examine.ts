import { maskSecrets } from '@quiz-sync/core';
import { okAsync } from 'neverthrow';
import type { Check } from './check.js';
import { MEND_FIRST, notLookedAt } from './check.js';
import { checkAuthentication } from './check-authentication.js';
import { checkConfiguration } from './check-configuration.js';
import { checkPort } from './check-port.js';
import { checkRuntime } from './check-runtime.js';
import { checkScheduler } from './check-scheduler.js';
import { checkSpreadsheet, type SpreadsheetChecked } from './check-spreadsheet.js';
import { checkStore, type StoreChecked } from './check-store.js';
import { checkSync, syncNotLookedAt } from './check-sync.js';
import type { Examined } from './examined.js';
import { failedCheck } from './failed-check.js';

/** Makes all checks, one after the other, in the order in which people mend things. `now`: epoch milliseconds. */
export async function examine(examined: Examined, now: () => number): Promise<readonly Check[]> {
  const { nodeVersion } = examined;
  const settings = await checkConfiguration(examined);
  const store = await storeOf(examined);
  const scheduler = await schedulerOf(examined);
  const spreadsheet = await spreadsheetOf(examined, now);
  const sync = await syncOf(examined, store, spreadsheet, now());
  const service = await serviceOf(examined, store);
  const things = [settings, store.checks, scheduler, spreadsheet.checks, sync, service];
  return [checkRuntime(nodeVersion), ...things.flat()].map(withoutSecrets);
}

function storeOf({ store }: Examined): Promise<StoreChecked> {
  if (store === undefined)
    return Promise.resolve({ checks: [notLookedAt('store', UNCONFIGURED)], state: 'unusable' });
  return guarded(checkStore(store), async (cause) => ({
    checks: [await bug('store', cause)],
    state: 'unusable',
  }));
}

const UNCONFIGURED = 'the configuration does not say where it is';

function schedulerOf({ scheduler }: Examined): Promise<readonly Check[]> {
  return guarded(checkScheduler(scheduler), async (cause) => [await bug('scheduler', cause)]);
}

function spreadsheetOf(examined: Examined, now: () => number): Promise<SpreadsheetChecked> {
  return guarded(checkSpreadsheet(examined, now), async (cause) => ({
    checks: [await bug('spreadsheet', cause)],
    state: 'unreadable',
    tabs: undefined,
  }));
}

async function syncOf(
  examined: Examined,
  store: StoreChecked,
  spreadsheet: SpreadsheetChecked,
  now: number,
): Promise<readonly Check[]> {
  if (store.state === 'unusable') return syncNotLookedAt('the store cannot be used');
  if (store.state === 'absent') return syncNotLookedAt('there is no store yet');
  if (spreadsheet.state === 'absent') return syncNotLookedAt('there is no spreadsheet yet');
  return guarded(checkSync(examined.quizSync(), spreadsheet, now), async (cause) => [
    await bug('sync', cause),
  ]);
}

/** What is to be listened on, and who is let in. */
async function serviceOf({ service }: Examined, store: StoreChecked): Promise<readonly Check[]> {
  if (service === undefined) return ['port', 'authentication'].map((name) => notLookedAt(name, MEND_FIRST));
  const { configuration, apiKeys } = service;
  const port = await guarded(checkPort(configuration), (cause) => bug('port', cause));
  if (store.state === 'unusable') return [port, notLookedAt('authentication', 'the store cannot be used')];
  const keys = store.state === 'absent' ? okAsync([]) : apiKeys();
  const authentication = await guarded(checkAuthentication(configuration, keys), async (cause) => [
    await bug('authentication', cause),
  ]);
  return [port, ...authentication];
}

/** One that breaks keeps none of the others from being made. */
function guarded<T>(checking: Promise<T>, broken: (cause: unknown) => Promise<T>): Promise<T> {
  return checking.catch(broken);
}

function bug(name: string, cause: unknown): Promise<Check> {
  return failedCheck(name, { type: 'unexpected', cause });
}

/** Details hold what servers and files said, and addresses may hold passwords. */
function withoutSecrets(check: Check): Check {
  const detail = maskSecrets(check.detail);
  if (check.state === 'ok') return { ...check, detail };
  const remedy = check.remedy === undefined ? undefined : maskSecrets(check.remedy);
  return { ...check, detail, remedy };
}
