import type { SheetBatch, SheetsError, SheetsPort } from '@quiz-sync/core';
import type { FaultEffect } from '@quiz-sync/sheets-emulator';
import { describe, expect, test } from 'vitest';
import { emulatorForTests, newSpreadsheet } from './emulated-sheets.ts';

const emulator = emulatorForTests();

/** Short, since what hangs here hangs for ever: nothing that answers is ever this slow. */
const IMPATIENT = { readMs: 250, writeMs: 250 };

function batch(more: Partial<SheetBatch> = {}): SheetBatch {
  const changes = [
    { type: 'write_cells', tabId: 0, firstRow: 1, firstColumn: 0, rows: [['ann', 90]] },
  ] as const;
  return { from: null, to: 'r1', timeZone: 'UTC', anchorTabId: 0, changes, readBack: [], ...more };
}

async function errorOf(result: ReturnType<SheetsPort['read'] | SheetsPort['write']>): Promise<SheetsError> {
  return (await result)._unsafeUnwrapErr();
}

/** A sheet whose next call of the kind meets a fault. */
function faulty(effect: FaultEffect, kind: 'read' | 'write', timeouts = {}) {
  const made = newSpreadsheet(emulator(), { timeouts });
  emulator().faults.clear();
  emulator().faults.add({ match: { kind, path: made.spreadsheetId }, effect });
  return { ...made, applied: () => emulator().spreadsheet(made.spreadsheetId).values('Sheet1').length > 0 };
}

const refused = (status: number, headers: Record<string, string> = {}): FaultEffect => ({
  type: 'before',
  status,
  headers,
});

describe('a read that meets', () => {
  test.each([
    { what: '500 (fault 8)', effect: refused(500), error: { type: 'unavailable' } },
    {
      what: '503 (fault 8)',
      effect: refused(503, { 'retry-after': '4' }),
      error: { type: 'unavailable', retryAfterMs: 4000 },
    },
    {
      what: '429 (fault 7)',
      effect: refused(429, { 'retry-after': '7' }),
      error: { type: 'rate_limited', retryAfterMs: 7000 },
    },
    {
      what: '403 (fault 15)',
      effect: refused(403),
      error: { type: 'permission_denied', reason: 'not_shared' },
    },
    { what: '404 (fault 17)', effect: refused(404), error: { type: 'spreadsheet_not_found' } },
    { what: 'a reset', effect: { type: 'after', lose: 'reset' }, error: { type: 'unavailable' } },
    {
      what: 'a 200 cut short (fault 13)',
      effect: { type: 'after', lose: 'cut' },
      error: { type: 'unavailable' },
    },
    {
      what: 'a 200 of HTML (fault 13)',
      effect: { type: 'after', lose: 'html' },
      error: { type: 'unavailable' },
    },
    { what: 'no byte ever (fault 12)', effect: { type: 'hang' }, error: { type: 'unavailable' } },
  ] satisfies { what: string; effect: FaultEffect; error: object }[])('$what', async ({ effect, error }) => {
    const { sheets } = faulty(effect, 'read', effect.type === 'hang' ? IMPATIENT : {});
    expect(await errorOf(sheets.read({ tabs: 'all', ranges: [] }))).toMatchObject(error);
    expect((await sheets.read({ tabs: 'all', ranges: [] })).isOk()).toBe(true);
  });
});

describe('a write that meets', () => {
  test.each([
    {
      what: '503 before it was applied (fault 8)',
      effect: refused(503),
      type: 'outcome_unknown',
      applied: false,
    },
    { what: '429 (fault 7)', effect: refused(429), type: 'rate_limited', applied: false },
    { what: '403 (fault 15)', effect: refused(403), type: 'permission_denied', applied: false },
    { what: '404 (fault 17)', effect: refused(404), type: 'spreadsheet_not_found', applied: false },
    {
      what: '503 after (fault 9)',
      effect: { type: 'after', lose: 'status', status: 503 },
      type: 'outcome_unknown',
      applied: true,
    },
    {
      what: 'a reset after (fault 10)',
      effect: { type: 'after', lose: 'reset' },
      type: 'outcome_unknown',
      applied: true,
    },
    {
      what: 'a 200 cut short (fault 13)',
      effect: { type: 'after', lose: 'cut' },
      type: 'outcome_unknown',
      applied: true,
    },
    {
      what: 'a 200 of HTML (fault 13)',
      effect: { type: 'after', lose: 'html' },
      type: 'outcome_unknown',
      applied: true,
    },
    { what: 'no byte ever (fault 12)', effect: { type: 'hang' }, type: 'outcome_unknown', applied: false },
    {
      what: 'no byte ever, but applied (fault 12)',
      effect: { type: 'hang', applied: true },
      type: 'outcome_unknown',
      applied: true,
    },
  ] satisfies { what: string; effect: FaultEffect; type: string; applied: boolean }[])(
    '$what',
    async ({ effect, type, applied: wasApplied }) => {
      const { sheets, applied } = faulty(effect, 'write', effect.type === 'hang' ? IMPATIENT : {});
      expect(await errorOf(sheets.write(batch()))).toMatchObject({ type });
      expect(applied()).toBe(wasApplied);
      const { revision } = (await sheets.read({ tabs: [], ranges: [] }))._unsafeUnwrap();
      expect(revision).toBe(wasApplied ? 'r1' : null);
    },
  );

  test('a batch that lands after the one that was sent again (fault 11)', async () => {
    const { sheets, spreadsheetId } = faulty({ type: 'late', ms: 1, lose: 'reset' }, 'write');
    expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'outcome_unknown' });
    await emulator().idle();
    const again = batch({ to: 'r2' });
    expect(await errorOf(sheets.write(again))).toMatchObject({ type: 'revision_conflict' });
    expect(emulator().spreadsheet(spreadsheetId).values('Sheet1')).toEqual([[], ['ann', 90]]);
  });
});

describe('a spreadsheet that', () => {
  test('is not shared any more works again when it is (fault 15)', async () => {
    const { sheets, spreadsheetId } = newSpreadsheet(emulator());
    emulator().access.revoke(spreadsheetId, 'reading');
    expect((await sheets.read({ tabs: 'all', ranges: [] })).isOk()).toBe(true);
    expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'permission_denied' });
    emulator().access.share(spreadsheetId);
    expect((await sheets.write(batch())).isOk()).toBe(true);
  });

  test('does not exist is not found (fault 17)', async () => {
    const { sheets } = newSpreadsheet(emulator(), { spreadsheetId: '1NotThere' });
    expect(await errorOf(sheets.read({ tabs: 'all', ranges: [] }))).toMatchObject({
      type: 'spreadsheet_not_found',
    });
    expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'spreadsheet_not_found' });
  });

  test.each(['', 'https://docs.google.com/spreadsheets/d/abc/edit', '..', 'a b'])(
    'cannot be, being called %j, is not asked for',
    async (spreadsheetId) => {
      const { sheets } = newSpreadsheet(emulator(), { spreadsheetId });
      const before = emulator().calls.length;
      expect(await errorOf(sheets.read({ tabs: 'all', ranges: [] }))).toMatchObject({
        type: 'spreadsheet_not_found',
      });
      expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'spreadsheet_not_found' });
      expect(emulator().calls).toHaveLength(before);
    },
  );

  test.each([
    { what: 'where we write', range: 'A1:C9', named: "'Sheet1'!A1:C9" },
    { what: 'in whole columns', range: 'A:B', named: "'Sheet1'!A1:B1000" },
    { what: 'as a whole tab', range: undefined, named: 'the tab "Sheet1"' },
  ])('is protected $what is refused with the range named (fault 20)', async ({ range, named }) => {
    const { sheets, people } = newSpreadsheet(emulator());
    people.protect('Sheet1', range === undefined ? {} : { range });
    expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'protected', tabId: 0, range: named });
  });

  test('is protected elsewhere as well is refused with the range that is in the way (fault 20)', async () => {
    const { sheets, people } = newSpreadsheet(emulator());
    people.addTab('Other').protect('Other').protect('Sheet1', { range: 'E1:E9' });
    people.protect('Sheet1', { range: 'B1:B9' }).protect('Sheet1', { range: 'A1:A9', warningOnly: true });
    expect(await errorOf(sheets.write(batch()))).toMatchObject({
      type: 'protected',
      tabId: 0,
      range: "'Sheet1'!B1:B9",
    });
  });

  test('would grow over ten million cells is refused as that (fault 28)', async () => {
    const { sheets } = newSpreadsheet(emulator());
    const changes = [{ type: 'resize_tab', tabId: 0, rowCount: 1_000_000 }] as const;
    expect(await errorOf(sheets.write(batch({ changes })))).toMatchObject({ type: 'cell_limit_reached' });
  });

  test('has a time zone that this machine does not know is not written to', async () => {
    const { sheets } = newSpreadsheet(emulator());
    const error = await errorOf(sheets.write(batch({ timeZone: 'Mars/Olympus_Mons' })));
    expect(error).toMatchObject({ type: 'invalid_request' });
    expect(error.message).toContain('Mars/Olympus_Mons');
  });
});

test('nobody listening: unavailable, even for a write, since nothing was sent', async () => {
  const { sheets } = newSpreadsheet(emulator(), { emulatorHost: '127.0.0.1:1' });
  expect(await errorOf(sheets.read({ tabs: 'all', ranges: [] }))).toMatchObject({ type: 'unavailable' });
  expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'unavailable' });
});

test('abandoned: calls in progress end, and later ones are not made', async () => {
  const controller = new AbortController();
  const { sheets, spreadsheetId } = newSpreadsheet(emulator(), { signal: controller.signal });
  emulator().faults.add({ match: { path: spreadsheetId }, effect: { type: 'hang' }, times: 2 });
  const before = emulator().calls.length;
  const writing = errorOf(sheets.write(batch()));
  const reading = errorOf(sheets.read({ tabs: 'all', ranges: [] }));
  await expect
    .poll(() =>
      emulator()
        .faults.list()
        .every(({ hits }) => hits > 0),
    )
    .toBe(true);
  controller.abort();
  expect(await writing).toMatchObject({ type: 'outcome_unknown' });
  expect(await reading).toMatchObject({ type: 'unavailable' });
  emulator().faults.clear();
  const made = emulator().calls.length;
  expect(await errorOf(sheets.write(batch()))).toMatchObject({ type: 'unavailable' });
  expect(emulator().calls).toHaveLength(made);
  expect(made).toBeGreaterThanOrEqual(before);
});
