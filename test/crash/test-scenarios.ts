import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, it } from 'vitest';
import { ANSWERS } from './answers.ts';
import type { KillPoint } from './kill-points.ts';
import { makeRig, type Rig } from './rig.ts';
import { isSureToPass, runScenario, type Scenario, settledRig } from './scenario.ts';

const PATIENCE_MS = 60_000;

/** The rows of the fault list that a point alone stands for. */
const FAULT_OF_POINT: Readonly<Partial<Record<KillPoint, number>>> = {
  'sqlite.commit:before': 1,
  'sqlite.commit:after': 2,
  'sheets.write:before': 3,
  'sheets.write:after': 4,
  'journal.settle:before': 4,
};

/**
 * One test for each scenario, several at a time: they mostly wait. Each gets a service and a spreadsheet to itself, which
 * the next one goes on with, so that later scenarios have some history.
 */
export function testScenarios(scenarios: readonly Scenario[]): void {
  let emulator: SheetsEmulator;
  const free: Rig[] = [];

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
  });

  afterAll(async () => {
    await Promise.all(free.map((rig) => rig[Symbol.asyncDispose]()));
    await emulator.close();
  });

  async function takeRig({ occasion }: Scenario): Promise<Rig> {
    if (occasion === 'first sync') return makeRig(emulator);
    return free.pop() ?? settledRig(emulator);
  }

  const named = scenarios.map((scenario) => [titleOf(scenario), scenario] as const);
  it.concurrent.each(named)('%s', { timeout: PATIENCE_MS }, async (_, scenario) => {
    const rig = await takeRig(scenario);
    try {
      const { passed, code, differences } = await runScenario(rig, scenario);
      if (differences.length > 0) throw new Error(describe(differences, rig));
      if (!passed && isSureToPass(scenario)) throw new Error(`${scenario.point} was never passed`);
      if (passed && scenario.action === 'terminate' && code !== 0) throw new Error(`it ended with ${code}`);
    } catch (failure) {
      await rig[Symbol.asyncDispose]();
      throw failure;
    }
    free.push(rig);
  });
}

function titleOf({ point, answer, action }: Scenario): string {
  if (action === 'terminate') return `told to stop at ${point} (fault 38)`;
  const { fault }: { fault?: number } = ANSWERS[answer];
  const faults = [FAULT_OF_POINT[point], fault].filter((row) => row !== undefined);
  const rows = faults.length === 0 ? '' : ` (fault${faults.length > 1 ? 's' : ''} ${faults.join(', ')})`;
  return `killed at ${point}, with ${answer}${rows}`;
}

function describe(differences: readonly { kind: string; what: string }[], { service }: Rig): string {
  const lines = differences.slice(0, 20).map(({ kind, what }) => `${kind}: ${what}`);
  return [`${differences.length} differences:`, ...lines, service.output().slice(-3_000)].join('\n');
}
