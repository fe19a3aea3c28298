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
  const end = occasion === 'clean-up' ? 'command killed' : await untilSettled(rig);
  if (typeof end === 'string') await rig.service.end('SIGKILL');
  const { code } = await rig.service.ended;
  await restart(rig);
  await untilSettled(rig);
  callOff();
  // A batch that arrives when all is settled must be refused.
  await rig.emulator.idle();
  await untilSettled(rig);
  const found = differences(rig);
  addNotes(rig);
  return { passed: end !== 'in sync', code, differences: found };
}
