import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { openSqliteStore, type SqliteStore } from '@quiz-sync/sqlite';
import { ResultAsync } from 'neverthrow';
import { exitCodeOf } from '../exit-code.js';
import { type Check, doubtful, fine, notLookedAt } from './check.js';
import { checkDiskSpace } from './check-disk-space.js';
import type { StoreChecked } from './check-store.js';
import { checkWhole } from './check-whole.js';
import { failedCheck } from './failed-check.js';
import { notOpen } from './not-open.js';

const FILE = 'store file';
const DURABILITY = 'store durability';
const INTEGRITY = 'store integrity';
const OF_AN_OPEN_FILE = [DURABILITY, INTEGRITY, 'store copy'];

/** The file, the folder it lies in, and the disk. A file that is not there is not made. */
export async function checkSqlite(given: string): Promise<StoreChecked> {
  const file = path.resolve(given);
  const space = await checkDiskSpace(nearestFolder(file));
  if (!existsSync(file)) {
    const checks = [await checkPlace(file), ...unseen('there is no store yet'), space];
    return { checks, state: 'absent' };
  }
  const opened = await ResultAsync.fromPromise(openSqliteStore(file), notOpen);
  if (opened.isErr()) {
    const checks = [await failedCheck(FILE, opened.error), ...unseen('the store cannot be opened'), space];
    return { checks, state: 'unusable' };
  }
  try {
    const whole = await checkWhole(opened.value, `sqlite:${file}`);
    const checks = [...(await checkOpened(opened.value, file)), whole, space];
    return { checks, state: whole.state === 'failure' ? 'unusable' : 'there' };
  } finally {
    await opened.value.close();
  }
}

function unseen(since: string): Check[] {
  return OF_AN_OPEN_FILE.map((name) => notLookedAt(name, since));
}

/** Whether the first start can make it. */
async function checkPlace(file: string): Promise<Check> {
  const folder = nearestFolder(file);
  if (await mayWrite(folder)) return doubtful(FILE, `${file}: there is none yet`, 'quiz-sync setup');
  return notWritable(
    folder,
    `Make ${path.dirname(file)} for this user, or set QUIZ_SYNC_STORE to another place.`,
  );
}

async function checkOpened(store: SqliteStore, file: string): Promise<Check[]> {
  const [whatItIs, durability] = await checkSettings(store, file);
  return [whatItIs, durability, await checkIntegrity(store, file)];
}

async function checkSettings(store: SqliteStore, file: string): Promise<readonly [Check, Check]> {
  const found = await store.describe();
  if (found.isErr())
    return [await failedCheck(FILE, found.error), await failedCheck(DURABILITY, found.error)];
  const { sqliteVersion, schemaVersion, journalMode, synchronous } = found.value;
  const whatItIs = fine(FILE, `${file}, SQLite ${sqliteVersion}, schema ${schemaVersion}`);
  return [(await readOnly(file)) ?? whatItIs, durabilityOf({ journalMode, synchronous })];
}

/** SQLite writes beside the file, too. */
async function readOnly(file: string): Promise<Check | undefined> {
  for (const place of [file, path.dirname(file)])
    if (!(await mayWrite(place))) return notWritable(place, `chown ${process.getuid?.() ?? 'USER'} ${place}`);
  return undefined;
}

/** A store refuses to be opened without them; here it is said that they are in force. */
function durabilityOf(found: { readonly journalMode: string; readonly synchronous: number }): Check {
  const detail = `journal mode ${found.journalMode}, synchronous ${found.synchronous}`;
  if (found.journalMode === 'wal' && found.synchronous === 2)
    return fine(DURABILITY, `${detail}: what was answered is on the disk`);
  return {
    name: DURABILITY,
    state: 'failure',
    detail: `${detail}: what was answered may be lost with the power`,
    remedy: 'Put the file on a local disk: set QUIZ_SYNC_STORE.',
    exitCode: exitCodeOf({ type: 'store_not_open', message: '' }),
  };
}

async function checkIntegrity(store: SqliteStore, file: string): Promise<Check> {
  const damage = await store.findDamage();
  if (damage.isErr()) return failedCheck(INTEGRITY, damage.error);
  if (damage.value === undefined) return fine(INTEGRITY, 'the file is whole');
  return failedCheck(
    INTEGRITY,
    { type: 'store_corrupt', message: damage.value },
    `Stop the service, then put the last backup in the place of ${file}.`,
  );
}

function notWritable(place: string, remedy: string): Check {
  return {
    name: FILE,
    state: 'failure',
    detail: `${place} cannot be written by this user`,
    remedy,
    exitCode: exitCodeOf({ type: 'store_full', message: '' }),
  };
}

/** The first one upwards that is there. */
function nearestFolder(file: string): string {
  const folder = path.dirname(file);
  return existsSync(folder) || folder === path.dirname(folder) ? folder : nearestFolder(folder);
}

function mayWrite(place: string): Promise<boolean> {
  return access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
}
