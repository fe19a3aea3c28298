import type { QuizSync, Store, SyncStatus, TabName } from '@quiz-sync/core';
import { type FakeSheets, fakeClock, fakeSheets, type RecordedBatch } from '@quiz-sync/testing';
import type { Result, ResultAsync } from 'neverthrow';
import { SHEET_ZONE } from './expected-rows.ts';
import { type Instance, type InstanceParts, startInstance } from './instance.ts';
import { DIED } from './mortal.ts';

/** The real thing: a store, a spreadsheet, and two processes that share both. */
export interface World {
  readonly store: Store;
  readonly sheets: FakeSheets;
  /** Bugs, and expectations that failed in places whose errors nobody sees. */
  readonly failures: unknown[];
  now(): number;
  /** Milliseconds. */
  advance(ms: number): void;
  instance(which: number): Instance;
  /** Asks a process as a client does: who gets no answer, or is told to come back, asks again. `again`: that was so. */
  ask<T, E extends { readonly type: string }>(
    which: number,
    question: (quizSync: QuizSync) => ResultAsync<T, E>,
  ): Promise<{ readonly result: Result<T, E>; readonly again: boolean }>;
  /** Runs what is due, if anything is and no run is on; a process that dies of it is started again. */
  run(which: number): Promise<'done' | 'retry' | 'died' | undefined>;
  status(which: number): Promise<SyncStatus>;
  /** Whether a tab is remembered as ours. Until then it goes by its title and headers, and people have it for theirs. */
  knows(tab: TabName): Promise<boolean>;
  /** A write of unknown outcome that may yet be applied. */
  underWay(): boolean;
}

/** A store whose clock the model moves. */
export interface StoreUnderTest {
  readonly store: Store;
  setClock(epochMs: number): void;
  close(): Promise<void>;
}

export const NAMES = ['here', 'there'] as const;

/** More often than a client of any test has to ask. */
const MAX_ASKING = 20;

export interface WorldOptions {
  /** Default true. False: what comes late is applied, though no later than {@link LATEST_MS}. */
  readonly honoursRevision?: boolean;
}

/** So long Google works on one request before it gives up. */
const LATEST_MS = 180_000;

/** How long a call may be stopped in the middle where nothing but time keeps writers apart. */
const LONGEST_PAUSE_MS = 60_000;

export function makeWorld(
  { store, setClock }: StoreUnderTest,
  { honoursRevision = true }: WorldOptions = {},
): World {
  const clock = fakeClock();
  setClock(clock.now());
  const sheets = fakeSheets({ timeZone: SHEET_ZONE.name, honoursRevision });
  const lateSince = new Map<RecordedBatch, number>();
  const failures: unknown[] = [];
  const parts: InstanceParts = { store, sheets, clock, failures };
  const instances = NAMES.map((name, index) => startInstance(parts, name, index));
  let births = NAMES.length;

  function instance(which: number): Instance {
    const found = instances[which % instances.length];
    if (found === undefined) throw new RangeError(`no instance ${which}`);
    return found;
  }

  function noteLate(): void {
    const late = sheets.batches.filter((batch) => batch.outcome === 'late' && !lateSince.has(batch));
    for (const batch of late) lateSince.set(batch, clock.monotonic());
  }

  function giveUpLate(): void {
    for (const [batch, since] of lateSince) {
      if (batch.outcome === 'late' && clock.monotonic() - since > LATEST_MS) batch.outcome = 'failed';
    }
  }

  /** Several who wait for the same process notice its death; it is started once. */
  function replace(dead: Instance): void {
    const index = instances.indexOf(dead);
    if (index === -1) return;
    instances[index] = startInstance(parts, dead.name, births);
    births += 1;
  }

  return {
    store,
    sheets,
    failures,
    instance,
    now: clock.now,
    advance(wanted) {
      const isPaused = !honoursRevision && instances.some(({ running }) => running);
      noteLate();
      clock.advance(isPaused ? Math.min(wanted, LONGEST_PAUSE_MS) : wanted);
      setClock(clock.now());
      if (!honoursRevision) giveUpLate();
    },
    async ask(which, question) {
      for (let asked = 1; asked <= MAX_ASKING; asked += 1) {
        const asking = instance(which);
        const result = await Promise.race([question(asking.quizSync), asking.life.died]);
        if (result === DIED) replace(asking);
        else if (result.isOk() || result.error.type !== 'store_unavailable')
          return { result, again: asked > 1 };
      }
      throw new Error('asked again and again in vain');
    },
    async run(which) {
      const runner = instance(which);
      if (runner.running) return undefined;
      runner.running = true;
      const outcome = await Promise.race([runner.scheduler.runDue(), runner.life.died]);
      runner.running = false;
      if (outcome === DIED) {
        replace(runner);
        return 'died';
      }
      return outcome?.type;
    },
    status: async (which) => (await instance(which).quizSync.syncStatus())._unsafeUnwrap(),
    knows: async (wanted) => {
      const records = (await store.ledger.tabs(sheets.target))._unsafeUnwrap();
      return records.some(({ tab }) => tab === wanted);
    },
    underWay: () =>
      sheets.batches.some(
        ({ outcome, batch }) => outcome === 'late' && (!honoursRevision || batch.from === sheets.revision()),
      ),
  };
}
