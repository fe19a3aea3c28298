import { okAsync, ResultAsync } from 'neverthrow';
import { observeCall } from '../observe/observe-call.js';
import type { SheetRead, SheetSnapshot, SheetsError } from '../ports/sheets-port.js';
import type { Dependencies } from './dependencies.js';

/** Reads the spreadsheet without the lease, when the quota allows it: for who only looks. */
export function readOnce(deps: Dependencies, request: SheetRead): ResultAsync<SheetSnapshot, SheetsError> {
  const { sheets, quota, scheduler } = deps;
  const waitMs = quota.take();
  const turn = waitMs === 0 ? okAsync(undefined) : ResultAsync.fromSafePromise(scheduler.sleep(waitMs));
  const call = { kind: 'read', runId: undefined, batchId: undefined } as const;
  return turn.andThen(() => observeCall(deps, call, () => sheets.read(request)));
}
