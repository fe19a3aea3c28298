import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EndedEarly, type Setup, startService } from './service-under-test.ts';

// A start of the service for each step of the schema there ever was.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let emulator: SheetsEmulator;
let setup: Setup;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quiz-sync-upgrade-'));
  emulator = await startSheetsEmulator();
  const spreadsheetId = emulator.createSpreadsheet('Upgrade');
  setup = { folder, emulator: `127.0.0.1:${emulator.port}`, spreadsheetId };
});

afterEach(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

function schemaVersion(): number {
  using database = new DatabaseSync(join(folder, 'quiz-sync.db'));
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function insert(sql: string): void {
  using database = new DatabaseSync(join(folder, 'quiz-sync.db'));
  database.exec(sql);
}

/** Starts the service to be killed at the next step of the upgrade; answers whether there was one. */
async function upgradeKilled(moment: 'before' | 'after'): Promise<boolean> {
  const ambush = { point: `sqlite.migration:${moment}`, action: 'kill' } as const;
  const env = { QUIZ_SYNC_CRASH_AMBUSH: JSON.stringify(ambush) };
  try {
    await (await startService({ ...setup, env })).end('SIGKILL');
    return false;
  } catch (error) {
    if (error instanceof EndedEarly && error.end.signal === 'SIGKILL') return true;
    throw error;
  }
}

describe('an upgrade of the store that is killed', () => {
  it('before the commit of a step: the file is as it was before that step (fault 5)', async () => {
    expect(await upgradeKilled('before')).toBe(true);
    expect(schemaVersion()).toBe(0);
    expect(await upgradeKilled('after')).toBe(true);
    expect(await upgradeKilled('before')).toBe(true);
    expect(schemaVersion()).toBe(1);
  });

  it('after each step in turn: every start goes on where the last one ended, and keeps what is there (fault 5)', async () => {
    await upgradeKilled('after');
    insert(`INSERT INTO learners VALUES ('learner-1', '{"first_name":"Ada"}', 7, NULL)`);
    let version = 1;
    for (; await upgradeKilled('after'); version += 1) expect(schemaVersion()).toBe(version + 1);
    expect(version).toBeGreaterThan(2);
    const service = await startService(setup);
    const answer = await fetch(`${service.url}/api/learners/learner-1/statistics`);
    expect(await answer.json()).toMatchObject({ first_name: 'Ada' });
    expect(await service.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
