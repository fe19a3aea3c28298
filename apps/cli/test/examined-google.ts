import type { SheetsError, SheetsPort } from '@quiz-sync/core';
import type { OpenedSheets } from '@quiz-sync/server';
import { err, ok } from 'neverthrow';

export type ExaminedGoogle = Awaited<ReturnType<OpenedSheets['examine']>>;
export type TabLook = ReturnType<NonNullable<ExaminedGoogle['tabs']>['_unsafeUnwrap']>[number];

export const ACCOUNT = 'sync@school.example';

/** Everything works. */
export function examinedGoogle(overrides: Partial<ExaminedGoogle> = {}): ExaminedGoogle {
  return {
    credentials: ok({ account: ACCOUNT, none: false }),
    token: ok(undefined),
    tabs: ok([]),
    clockAheadMs: 400,
    ...overrides,
  };
}

/** A spreadsheet that is found as `examined` says; as an error, it is what the last step came to. */
export function openedSheets(examined: ExaminedGoogle | SheetsError = examinedGoogle()): OpenedSheets {
  const sheets: SheetsPort = {
    target: 'sheet-1',
    describe: () => ({ url: 'https://docs.google.com/spreadsheets/d/sheet-1/edit', account: ACCOUNT }),
    read: () => {
      throw new Error('a doctor reads by the application');
    },
    write: () => {
      throw new Error('a doctor writes nothing by itself');
    },
  };
  const found = 'type' in examined ? examinedGoogle({ tabs: err(examined) }) : examined;
  return {
    sheets,
    examine: () => Promise.resolve(found),
    emulatorUrl: undefined,
    close: () => Promise.resolve(),
  };
}
