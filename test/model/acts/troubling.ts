import type { SheetsError } from '@quiz-sync/core';
import fc from 'fast-check';
import type { World } from '../world.ts';
import { type Act, doUnseen } from './act.ts';
import { which } from './names.ts';
import { run } from './syncing.ts';

const REFUSALS: readonly SheetsError[] = [
  { type: 'rate_limited', message: '429', retryAfterMs: 7_000 },
  { type: 'unavailable', message: '503' },
  { type: 'permission_denied', message: '403', account: undefined, reason: 'not_shared' },
];

const refuseRead = fc.constantFrom(...REFUSALS).map(
  (error): Act => ({
    label: `refuse the next read(${error.type})`,
    run: (_, { sheets }) => sheets.faults.failNextRead(error),
  }),
);

const refuseWrite = fc
  .constantFrom<SheetsError>(...REFUSALS, { type: 'outcome_unknown', message: 'timed out' })
  .map(
    (error): Act => ({
      label: `refuse the next write(${error.type})`,
      run: (_, { sheets }) => sheets.faults.failNextWrite(error),
    }),
  );

const loseAnswer: Act = {
  label: 'lose the next answer',
  run: (_, { sheets }) => sheets.faults.loseNextAnswer(),
};

const delayWrite: Act = {
  label: 'let the next write arrive later',
  run: (_, { sheets }) => sheets.faults.applyLater(),
};

export const arrive: Act = { label: 'the oldest late write arrives', run: (_, world) => landOne(world) };

export function landOne({ sheets }: World): void {
  if (sheets.batches.some(({ outcome }) => outcome === 'late')) sheets.land();
}

const calls = fc.nat({ max: 30 });

const kill = fc.tuple(which, calls, fc.constantFrom('before', 'after')).map(
  ([process, after, when]): Act => ({
    label: `kill(${process}, ${when} call ${after})`,
    run: (_, world) => world.instance(process).life.plan(after, { type: 'die', when }),
  }),
);

const failStore = fc.tuple(which, calls).map(
  ([process, after]): Act => ({
    label: `fail(${process}, call ${after})`,
    run: (_, world) => world.instance(process).life.plan(after, { type: 'fail' }),
  }),
);

export const troubling: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: refuseRead },
  { weight: 1, arbitrary: refuseWrite },
  { weight: 2, arbitrary: fc.constant(loseAnswer) },
  { weight: 2, arbitrary: fc.constant(delayWrite) },
  { weight: 2, arbitrary: fc.constant(arrive) },
  { weight: 2, arbitrary: kill },
  { weight: 1, arbitrary: failStore },
);

/** Has an act happen in the middle of what a process does, right before one of its calls. */
export function meanwhile(acts: fc.Arbitrary<Act>): fc.Arbitrary<Act> {
  return fc.tuple(which, calls, acts).map(
    ([process, after, act]): Act => ({
      label: `at call ${after} of ${process}: ${act.label}`,
      run: (model, world) =>
        world.instance(process).life.plan(after, {
          type: 'meanwhile',
          act: () => doUnseen(act, model, world),
        }),
    }),
  );
}

/** Has an act happen after everything was read for the next write, and before that arrives. */
export function beforeWrite(acts: fc.Arbitrary<Act>): fc.Arbitrary<Act> {
  return acts.map(
    (act): Act => ({
      label: `before the next write: ${act.label}`,
      run: (model, world) => world.sheets.faults.beforeNextWrite(() => doUnseen(act, model, world)),
    }),
  );
}

/** The process that is at it is paused for longer than its lease, and the other one takes over. */
export const overtake: fc.Arbitrary<Act> = which.map(
  (process): Act => ({
    label: `${process} overtakes`,
    run: async (model, world) => {
      world.advance(60_000);
      world.instance(process).scheduler.request('overtaking', { urgent: true });
      await run(model, world, process);
    },
  }),
);
