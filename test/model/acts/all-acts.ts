import fc from 'fast-check';
import type { Model } from '../model.ts';
import type { World } from '../world.ts';
import { type Act, command } from './act.ts';
import { columns, columnsInTheMoment } from './columns.ts';
import { headers } from './headers.ts';
import { rest } from './resting.ts';
import { rows, rowsInTheMoment } from './rows.ts';
import { submitting } from './submitting.ts';
import { syncing } from './syncing.ts';
import { tabs } from './tabs.ts';
import { arrive, beforeWrite, meanwhile, overtake, troubling } from './troubling.ts';
import { updating } from './updating.ts';

const anything: fc.Arbitrary<Act> = fc.oneof(
  { weight: 14, arbitrary: submitting },
  { weight: 10, arbitrary: updating },
  { weight: 24, arbitrary: syncing },
  { weight: 10, arbitrary: troubling },
  { weight: 10, arbitrary: rows },
  { weight: 4, arbitrary: tabs },
  { weight: 3, arbitrary: columns },
  { weight: 3, arbitrary: headers },
  { weight: 3, arbitrary: meanwhile(fc.oneof(submitting, updating)) },
  { weight: 2, arbitrary: beforeWrite(fc.oneof(submitting, updating, fc.constant(arrive), overtake)) },
  { weight: 3, arbitrary: beforeWrite(rowsInTheMoment) },
  { weight: 1, arbitrary: beforeWrite(columnsInTheMoment) },
  { weight: 2, arbitrary: fc.constant(rest) },
);

/** Most acts of one run, the last rest not counted. */
const MAX_ACTS = 40;

/** Acts in any order. `replayPath`: which of them to do, as a failure printed it. */
export function someActs(replayPath: string | undefined) {
  return fc.commands<Model, World, false>([anything.map(command)], {
    maxCommands: MAX_ACTS,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
}
