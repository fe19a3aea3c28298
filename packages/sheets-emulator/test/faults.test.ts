import { type FaultEffect, type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('faults on demand', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeEach(async () => {
    emulator = await startSheetsEmulator({ seed: 7 });
    id = emulator.createSpreadsheet('Faulty');
  });

  afterEach(() => emulator.close());

  const write = (value: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${emulator.url}/v4/spreadsheets/${id}/values/A1?valueInputOption=RAW`, {
      method: 'PUT',
      body: JSON.stringify({ values: [[value]] }),
      signal: signal ?? null,
    });
  const cell = () => emulator.spreadsheet(id).cell('Sheet1', 'A1').value;
  const fault = (effect: FaultEffect) => emulator.faults.add({ match: { kind: 'write' }, effect });

  it('refuses, with nothing done', async () => {
    fault({ type: 'before', status: 429, headers: { 'retry-after': '7' } });
    const refused = await write('x');
    expect([refused.status, refused.headers.get('retry-after'), cell()]).toEqual([429, '7', undefined]);
    expect((await write('x')).status).toBe(200);
    expect(cell()).toBe('x');
  });

  it('applies, and resets the connection', async () => {
    fault({ type: 'after', lose: 'reset' });
    await expect(write('x')).rejects.toThrow();
    expect(cell()).toBe('x');
  });

  it('applies, and cuts the answer short', async () => {
    fault({ type: 'after', lose: 'cut' });
    const answer = await write('x');
    await expect(answer.text()).rejects.toThrow();
    expect(cell()).toBe('x');
  });

  it.each([
    ['html', 200, /^<!DOCTYPE/],
    ['status', 503, /UNAVAILABLE/],
  ] as const)('applies, and answers %s', async (lose, status, body) => {
    fault({ type: 'after', lose });
    const answer = await write('x');
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(body);
    expect(cell()).toBe('x');
  });

  it('applies late', async () => {
    fault({ type: 'late', lose: 'status', ms: 20 });
    expect((await write('x')).status).toBe(503);
    expect(cell()).toBeUndefined();
    await emulator.idle();
    expect(cell()).toBe('x');
  });

  it('hangs until the client gives up', async () => {
    fault({ type: 'hang' });
    await expect(write('x', AbortSignal.timeout(50))).rejects.toThrow();
    expect(cell()).toBeUndefined();
  });

  it('hits by count, after some were let pass', async () => {
    const effect = { type: 'before', status: 500 } as const;
    emulator.faults.add({ match: { operation: 'sheets.*.update' }, skip: 1, times: 2, effect });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await write('x')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('draws chances from the seed', async () => {
    const effect = { type: 'before', status: 500 } as const;
    emulator.faults.add({ probability: 0.5, times: 'always', effect });
    const draw = async () => {
      emulator.faults.seed(3);
      const statuses: number[] = [];
      for (let i = 0; i < 12; i++) statuses.push((await write('x')).status);
      return statuses;
    };
    const first = await draw();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await draw()).toEqual(first);
  });

  it('answers 401 once tokens have expired, until a new one is issued', async () => {
    emulator.access.expireTokens();
    expect((await write('x')).status).toBe(401);
    const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'r' });
    const granted = await fetch(`${emulator.url}/token`, { method: 'POST', body: form });
    const { access_token } = (await granted.json()) as { access_token: string };
    const again = await fetch(`${emulator.url}/v4/spreadsheets/${id}/values/A1`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(again.status).toBe(200);
  });

  it('is scripted over HTTP as well, and logs its calls', async () => {
    const spec = { match: { kind: 'write' }, effect: { type: 'before', status: 503 } };
    const added = await fetch(`${emulator.url}/_emulator/faults`, {
      method: 'POST',
      body: JSON.stringify(spec),
    });
    expect(await added.json()).toEqual({ id: 1 });
    await write('x');
    const log = await fetch(`${emulator.url}/_emulator/calls`);
    expect(await log.json()).toMatchObject({
      counts: { write: 1 },
      calls: [
        { kind: 'write', operation: 'sheets.spreadsheets.values.update', status: 503, fault: 'before' },
      ],
    });
  });
});
