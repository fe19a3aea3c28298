import type { QuizSync } from '@quiz-sync/core';
import type { RunningServer, StoreApplication } from '@quiz-sync/server';
import { loadConfiguration } from '@quiz-sync/server/light';
import { err, errAsync, ok, okAsync } from 'neverthrow';
import type { Examined } from '../src/checks/examined.js';
import type { Failure } from '../src/failure.js';
import type { Compose, Composition, CompositionRequest } from '../src/needs.js';
import { OVERVIEW, READY_TAB, SET_UP, syncPlan, syncRun, syncStatus, verifyReport } from './samples.js';

/** The questions commands ask of the application. */
export type Asked = Pick<
  QuizSync,
  | 'rebuild'
  | 'syncStatus'
  | 'forceSync'
  | 'setUp'
  | 'verify'
  | 'plan'
  | 'cleanUpSessions'
  | 'probeRevision'
  | 'makeOverview'
  | 'examineTabs'
  | 'sendTestRow'
  | 'learnerStatistics'
>;

/** An application that answers what it is told to; whatever else it is asked is a mistake of the test. */
export function fakeQuizSync(answers: Partial<Asked> = {}): QuizSync {
  const asked: Asked = {
    syncStatus: () => okAsync(syncStatus()),
    forceSync: () => okAsync(syncRun()),
    setUp: () => okAsync(SET_UP),
    verify: () => okAsync(verifyReport()),
    plan: () => okAsync(syncPlan()),
    makeOverview: () => okAsync(OVERVIEW),
    examineTabs: () => okAsync([READY_TAB]),
    sendTestRow: () => okAsync({ target: 'sheet-1', row: 2 }),
    learnerStatistics: (user_id) => errAsync({ type: 'learner_unknown', user_id }),
    rebuild: () => okAsync({ rows: 0 }),
    probeRevision: () => okAsync({ revision: 'honoured', revision_meaning: 'It refuses what comes late.' }),
    cleanUpSessions: ({ dryRun }) => okAsync({ removed: 7, dry_run: dryRun }),
    ...answers,
  };
  return new Proxy(asked as QuizSync, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (found === undefined) throw new Error(`The fake application was asked for ${String(name)}`);
      return found;
    },
  });
}

export interface FakeComposition {
  readonly compose: Compose;
  /** What was asked to be composed, in order. */
  readonly requests: CompositionRequest[];
  /** How often a composition was closed. */
  closed(): number;
}

/** All that setting up would ask for. */
const NAMED = { SHEETS_EMULATOR_HOST: '127.0.0.1:9', QUIZ_SYNC_SPREADSHEET_ID: 'sheet-1' };

const NOT_COPIED: Failure = { type: 'unexpected', cause: new Error('this test copies no stores') };

export function fakeComposition(
  options: {
    quizSync?: QuizSync;
    cannotOpen?: Failure;
    configuration?: Composition['configuration'];
    invalid?: Failure;
    copyStore?: Composition['copyStore'];
    examined?: Partial<Examined>;
  } = {},
): FakeComposition {
  const requests: CompositionRequest[] = [];
  let closed = 0;
  const { cannotOpen, quizSync = fakeQuizSync(), configuration = [] } = options;
  const copyStore = options.copyStore ?? (() => errAsync(NOT_COPIED));
  const examined: Examined = {
    nodeVersion: '24.21.0',
    configuration: ok(configuration),
    warnings: [],
    store: undefined,
    scheduler: { type: 'timer' },
    sheets: () => okAsync(undefined),
    quizSync: () => okAsync(quizSync),
    ...options.examined,
  };
  const composition: Composition = {
    configuration,
    warnings: [],
    syncing: () => (cannotOpen === undefined ? okAsync(quizSync) : errAsync(cannotOpen)),
    looking: () => (cannotOpen === undefined ? okAsync(quizSync) : errAsync(cannotOpen)),
    remote: undefined,
    quizSync: () => (cannotOpen === undefined ? okAsync(quizSync) : errAsync(cannotOpen)),
    storeAlone: () =>
      cannotOpen === undefined
        ? okAsync({ quizSync, rehearsal: quizSync, store: {} as StoreApplication['store'], async close() {} })
        : errAsync(cannotOpen),
    service: () =>
      cannotOpen === undefined
        ? okAsync({ url: 'http://127.0.0.1:3000' } as RunningServer)
        : errAsync(cannotOpen),
    copyStore,
    unfinished: {
      configured: loadConfiguration({ env: NAMED }),
      ...{ configFile: 'quiz-sync.config.json', home: undefined },
      finished: async () => ok({ ...composition, async close() {} }),
      sharing: async () => err(NOT_COPIED),
    },
    examined,
    close: async () => {
      closed += 1;
    },
  };
  return {
    compose: async (request) => {
      requests.push(request);
      return options.invalid === undefined ? ok(composition) : err(options.invalid);
    },
    requests,
    closed: () => closed,
  };
}
