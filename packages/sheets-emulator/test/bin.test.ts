import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/sheets-emulator.js', import.meta.url));

describe('the command', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  const start = async (): Promise<{ url: string; child: ChildProcess; said: string }> => {
    const flags = ['--port', '0', '--data', join(folder, 'data.jsonl')];
    const child = spawn(process.execPath, [BIN, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const said = String(line);
    return { url: /http:\S+/.exec(said)?.[0] ?? '', child, said };
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sheets-emulator-'));
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('says that it is an emulator, and ends well when it is told to', async () => {
    const { said, child } = await start();
    expect(said).toMatch(/emulator \(not Google Sheets\)/);
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('has every answered write after a SIGKILL', async () => {
    const first = await start();
    const created = await fetch(`${first.url}/v4/spreadsheets`, { method: 'POST', body: '{}' });
    const { spreadsheetId } = (await created.json()) as { spreadsheetId: string };
    const values = `/v4/spreadsheets/${spreadsheetId}/values/A1`;
    for (let i = 0; i < 20; i++) {
      const body = JSON.stringify({ values: [[i]] }, null, 2);
      const answer = await fetch(`${first.url}${values}:append?valueInputOption=RAW`, {
        method: 'POST',
        body,
      });
      expect(answer.status).toBe(200);
    }
    await end(first.child, 'SIGKILL');
    const second = await start();
    const read = await fetch(
      `${second.url}${values}:A100?majorDimension=COLUMNS&valueRenderOption=UNFORMATTED_VALUE`,
    );
    expect(await read.json()).toMatchObject({ values: [Array.from({ length: 20 }, (_, i) => i)] });
    await end(second.child, 'SIGTERM');
  });
});
