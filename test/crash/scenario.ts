import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import { type AnswerName, answerNextWrite } from './answers.ts';
import type { KillPoint, ServiceOccasion } from './kill-points.ts';
import { LEAD_TO } from './occasions.ts';
import { addNotes } from './peoples-notes.ts';
import { makeRig, type Rig, restart, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import type { Difference } from './sheet-differences.ts';
import { differences } from './watched-sheet.ts';

/** What a write must be answered with for its batch to be withdrawn. */
const REFUSED: AnswerName = 'a 429, nothing applied';

export interface Scenario {
  readonly point: KillPoint;
  readonly occasion: ServiceOccasion;
  readonly answer: AnswerName;
  /** Default: killed. */
  readonly action?: 'kill' | 'terminate';
}

/** What came of it. */
export interface Outcome {
  /** Whether the service came to the point at all. */
  readonly passed: boolean;
  /** With which code it ended; `null` when it was killed. */
  readonly code: number | null;
  readonly differences: readonly Difference[];
}

/** A service that is in sync and a spreadsheet that people have written notes into: what most scenarios begin with. */
export async function settledRig(emulator: SheetsEmulator): Promise<Rig> {
  const rig = await makeRig(emulator);
  await sendAll(rig, ordinaryRound(nextRound(rig)));
  await untilSettled(rig);
  addNotes(rig);
  return rig;
}

/**
 * Kills the service at the point while the spreadsheet gives that answer, starts it again, sends what was not answered
 * once more, lets it settle, and compares. The rig is as good as new afterwards.
 */
export async function runScenario(rig: Rig, scenario: Scenario): Promise<Outcome> {
  const { point, occasion, answer, action = 'kill' } = scenario;
  if (occasion === 'write refused') answerNextWrite(rig.emulator, rig.spreadsheetId, REFUSED);
  const callOff = answerNextWrite(rig.emulator, rig.spreadsheetId, answer);
  await LEAD_TO[occasion](rig, point, action);
  // What a clean-up leads to the point, and has killed there, is a command of its own.
  const atPoint = occasion !== 'clean-up' && (await comesToPoint(rig, scenario));
  const { code } = atPoint ? await rig.service.ended : await rig.service.end('SIGKILL');
  await restart(rig);
  await untilSettled(rig);
  callOff();
  // A batch that arrives when all is settled must be refused.
  await rig.emulator.idle();
  await untilSettled(rig);
  const found = differences(rig);
  addNotes(rig);
  return { passed: atPoint || occasion === 'clean-up', code, differences: found };
}

/**
 * Whether the service has come to the point. All may be in the sheet, and the status say so, before its last steps are
 * made, or while a service that was told to stop is ending: where the point lies on the way for sure, it is waited for.
 */
async function comesToPoint(rig: Rig, scenario: Scenario): Promise<boolean> {
  await untilSettled(rig);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await rig.service.hasPassed()) return true;
    if (!isSureToPass(scenario)) return false;
    await new Promise((tick) => setTimeout(tick, 50));
  }
  return false;
}

/** A write that was not applied hits no rows, so that there is nothing to mend. */
export function isSureToPass({ occasion, answer }: Scenario): boolean {
  return occasion !== 'rows moved during a write' || !/nothing applied|late/.test(answer);
}
