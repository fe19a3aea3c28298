import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { expect, test, vi } from 'vitest';
import { emulatedGoogle } from './emulated-places.js';
import { type SpawnedCli, workplace } from './spawned-cli.js';

/** From an empty folder to a synced spreadsheet, at a terminal; what is said on the way is told by setup-walk.test.ts. */
const emulator = emulatedGoogle();
const ACCOUNT = 'sync@school.iam.gserviceaccount.com';
const KEY = JSON.stringify({ type: 'service_account', client_email: ACCOUNT, private_key: 'a key' });

const isThere = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const withTerminal = isThere || process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1';
if (!withTerminal) process.stderr.write('SKIPPED: setup at a terminal, for want of util-linux script\n');

async function shows(cli: SpawnedCli, text: string): Promise<void> {
  await vi.waitFor(() => expect(cli.out()).toContain(text), { timeout: 20_000, interval: 50 });
}

test.runIf(withTerminal)(
  'setup asks, waits, is left, goes on, and sends a row there and back',
  { timeout: 90_000 },
  async () => {
    const spreadsheetId = emulator().createSpreadsheet('School');
    emulator().access.revoke(spreadsheetId);
    await using here = await workplace({ SHEETS_EMULATOR_HOST: new URL(emulator().url).host });
    await mkdir(path.join(here.folder, 'My Downloads'));
    await writeFile(path.join(here.folder, 'My Downloads', 'key.json'), KEY);

    const first = here.startAtTerminal("setup --overview --credentials 'My Downloads/key.json'");
    await shows(first, 'Address: ');
    first.process.stdin?.write(`https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit?gid=0#gid=0\n`);
    await shows(first, 'Waiting for that');
    first.process.stdin?.write('\u0003');
    const { code: left, out: said } = await first.ended;
    expect({ left, said }).toEqual({ left: 130, said: expect.stringContaining(ACCOUNT) });
    expect(said).toContain('quiz-sync setup --overview goes on from here.');

    const again = here.startAtTerminal('setup --overview');
    await shows(again, 'Waiting for that');
    emulator().access.share(spreadsheetId);
    const { code, out } = await again.ended;
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('It came out in row 2') });
    expect(out).not.toContain('Address: ');
    expect(out).toContain('The tab "Overview" was made.');

    const sheet = emulator().spreadsheet(spreadsheetId);
    expect(sheet.tabs).toContain('QuizResponses');
    const ours = sheet.tabs.filter((tab) => tab !== 'Overview');
    expect(ours).toHaveLength(sheet.tabs.length - 1);
    const cells = ours.flatMap((tab) => sheet.values(tab).slice(1)).flat();
    expect(cells.filter((cell) => cell !== '' && cell !== null)).toEqual([]);
    const store = await openSqliteStore(path.join(here.folder, '.quiz-sync/quiz-sync.db'));
    expect((await store.submissions.count())._unsafeUnwrap()).toEqual({ submissions: 0, responses: 0 });
    await store.close();
    const kept: unknown = JSON.parse(await readFile(path.join(here.folder, 'quiz-sync.config.json'), 'utf8'));
    expect(kept).toEqual({
      google_credentials_file: 'My Downloads/key.json',
      spreadsheet_id: spreadsheetId,
      emulator_host: new URL(emulator().url).host,
    });

    // What people have made of it stays.
    const before = sheet.values('Overview');
    emulator().people(spreadsheetId).type('Overview', 'A1', 'Our school');
    const third = await here.run('setup --overview --json', { SHEETS_EMULATOR_HOST: '' });
    expect(JSON.parse(third.out)).toMatchObject({ overview: { title: 'Overview', created: false } });
    expect(emulator().spreadsheet(spreadsheetId).values('Overview')).toEqual([
      ['Our school', ...(before[0] ?? []).slice(1)],
      ...before.slice(1),
    ]);
  },
);
