import type { LedgerEntry } from '@quiz-sync/core';
import { aJournalEntry, aLedgerEntry, someEffects, succeed } from '@quiz-sync/testing';
import type { CommandStartedEvent, MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { hasMongodb } from '../../../test/servers/mongodb.ts';
import { mongodbForTests } from '../../../test/servers/mongodb-for-tests.ts';
import { type TcpProxy, tcpProxy } from '../../../test/servers/tcp-proxy.ts';
import type { MongoStore } from '../src/mongo-store.js';
import { startStore } from '../src/start-store.js';
import { aClient, aDatabaseName, dropDatabase } from './mongo-harness.js';
import { isWrite } from './wire-command.js';

const TARGET = 'spreadsheet-1';
const ROWS = 60;
/** As many as write twelve rows, or date what stands and write a dozen more. */
const WRITES_OF_A_TRY = 10;
const TRIES = 12;

describe.runIf(hasMongodb)('settling on a server that takes longer than the driver waits', () => {
  const mongodbUrl = mongodbForTests();

  it('goes on from where it was cut, again and again, and sends no row twice', {
    timeout: 120_000,
  }, async () => {
    const url = mongodbUrl();
    const database = aDatabaseName();
    await using proxy = await tcpProxy(Number(new URL(url).port));
    const direct = startStore({ client: aClient(url), database, owned: true });
    await prepared(direct);
    const left: number[] = [ROWS];
    let isSettled = false;
    while (!isSettled && left.length <= TRIES) {
      const before = await rowsLeft(direct);
      const { ended, sent } = await tryOnce(proxy, database);
      expect(sent.filter((key) => !before.has(key))).toEqual([]);
      left.push((await rowsLeft(direct)).size);
      isSettled = ended;
    }
    expect(isSettled).toBe(true);
    expect(left.at(-1)).toBe(0);
    expect(left.toSorted((a, b) => b - a)).toEqual(left);
    expect(await succeed(direct.journal.unsettled(TARGET))).toEqual([]);
    await direct.close();
    await dropDatabase(url, database);
  });
});

/** A batch that updates every row, recorded and not settled. */
async function prepared(store: MongoStore): Promise<void> {
  await succeed(store.ledger.adopt(TARGET, rowsWith('old')));
  const { fence } = await succeed(store.lease.acquire(TARGET, 'before', 60_000));
  const effects = someEffects({ entries: rowsWith('new'), acknowledged: [] });
  await succeed(store.journal.record(aJournalEntry({ effects }), fence));
  await succeed(store.lease.release(TARGET, fence));
}

function rowsWith(hash: string): LedgerEntry[] {
  return Array.from({ length: ROWS }, (_, row) => aLedgerEntry({ key: `key-${row}`, row: row + 1, hash }));
}

async function rowsLeft(store: MongoStore): Promise<ReadonlySet<string>> {
  const rows = await succeed(store.ledger.inRows(TARGET, 'profiles', 1, ROWS));
  return new Set(rows.filter(({ hash }) => hash === 'old').map(({ key }) => key));
}

/** Another run under another fence, whose connection breaks after so many writes; which rows it sent on their own. */
async function tryOnce(
  proxy: TcpProxy,
  database: string,
): Promise<{ readonly ended: boolean; readonly sent: readonly string[] }> {
  await proxy.become('forward');
  const flags = 'serverSelectionTimeoutMS=200&maxPoolSize=1&retryWrites=false&monitorCommands=true';
  const client = aClient(`mongodb://127.0.0.1:${proxy.port}/?${flags}`);
  const sent = rowsSentBy(client);
  const store = startStore({ client, database, owned: true });
  const { fence } = await succeed(store.lease.acquire(TARGET, 'retry', 1));
  let writes = 0;
  proxy.cutWhen((bytes) => {
    if (isWrite(bytes)) writes += 1;
    return writes > WRITES_OF_A_TRY;
  });
  const settled = await store.journal.settle(TARGET, 'revision_1', fence);
  proxy.cutWhen(() => false);
  await proxy.become('forward');
  if (settled.isOk()) await succeed(store.lease.release(TARGET, fence));
  await store.close();
  return { ended: settled.isOk(), sent };
}

function rowsSentBy(client: MongoClient): string[] {
  const sent: string[] = [];
  client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
    if (commandName !== 'update' || command['update'] !== 'ledger') return;
    for (const { q, multi } of command['updates'])
      if (multi !== true) sent.push(String(q._id).slice(String(q._id).indexOf(':') + 1));
  });
  return sent;
}
