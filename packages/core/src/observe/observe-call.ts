import { ResultAsync } from 'neverthrow';
import type { ObservedCall } from '../ports/observer.js';
import type { SheetsError } from '../ports/sheets-port.js';
import type { Dependencies } from '../use-cases/dependencies.js';

type Observing = Pick<Dependencies, 'observer' | 'clock'>;

/** Makes a call to the spreadsheet, and tells when it has ended. */
export function observeCall<T>(
  { observer, clock }: Observing,
  facts: Pick<ObservedCall, 'kind' | 'runId' | 'batchId'>,
  call: () => ResultAsync<T, SheetsError>,
): ResultAsync<T, SheetsError> {
  const startedAt = clock.now();
  const began = clock.monotonic();
  const ended = async () => {
    const result = await call();
    const durationMs = clock.monotonic() - began;
    observer.sheetCalled({ ...facts, startedAt, durationMs, code: result.isOk() ? 'ok' : result.error.type });
    return result;
  };
  return new ResultAsync(ended());
}
