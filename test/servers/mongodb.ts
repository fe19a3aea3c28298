import { isFerretdbBuilt } from './build-ferretdb.ts';
import { startMongodb } from './mongodb-process.ts';

/** A server that speaks MongoDB's protocol. */
export interface TestMongodb {
  /** Without a database. */
  readonly url: string;
  close(): Promise<void>;
}

/** Milliseconds, for `beforeAll`: a store that opens makes its indexes, which takes FerretDB seconds on a busy machine. */
export const MONGODB_START_MS = 120_000;

const GIVEN_URL = process.env['QUIZ_SYNC_TEST_MONGODB_URL'];
const HAS_PROGRAM = isFerretdbBuilt();

/** Whether `useMongodb` finds one: at `QUIZ_SYNC_TEST_MONGODB_URL`, or FerretDB by `npm run build:ferretdb`. Says so when not. */
export const hasMongodb = found('a MongoDB', GIVEN_URL !== undefined || HAS_PROGRAM);
/** Whether `startMongodb` finds FerretDB built. */
export const hasFerretdb = HAS_PROGRAM || (GIVEN_URL !== undefined && found('FerretDB', false));

function found(what: string, isThere: boolean): boolean {
  if (isThere) return true;
  const advice = 'npm run build:ferretdb (needs Go), or set QUIZ_SYNC_TEST_MONGODB_URL';
  if (process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1') throw new Error(`tests need ${what}: ${advice}`);
  process.stderr.write(`SKIPPED: tests that need ${what}: ${advice}\n`);
  return false;
}

/** The server that was named, as it is to the files of one run of the tests, or one started for the caller. */
export function useMongodb(): Promise<TestMongodb> {
  return GIVEN_URL === undefined
    ? startMongodb()
    : Promise.resolve({ url: GIVEN_URL, close: async () => {} });
}
