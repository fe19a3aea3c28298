import { describe, expect, it } from 'vitest';
import { type Rig, send, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import { startCommand, startService } from './service-under-test.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests, writesTo } from './with-rig.ts';

const { settledRig } = rigsForTests();

/** Exit codes of `quiz-sync force`: done, or somebody else was at it. */
const DONE_OR_TAKEN = [0, 6];

async function command({ setup }: Rig, ...words: string[]) {
  const { ended, output } = startCommand(words, setup);
  return { code: (await ended).code, output: output() };
}

describe('on one SQLite file', () => {
  it('service and commands work at the same time (fault 35)', async () => {
    const rig = await settledRig();
    const load = (async () => {
      for (let round = 0; round < 12; round += 1) await sendAll(rig, ordinaryRound(nextRound(rig)));
    })();
    const ends = await Promise.all([
      command(rig, 'status', '--json'),
      command(rig, 'force', '--json'),
      command(rig, 'cleanup', '--older-than', '3650d'),
    ]);
    await load;
    const [status, force, cleanup] = ends;
    expect([status?.code, cleanup?.code], ends.map(({ output }) => output).join('\n')).toEqual([0, 0]);
    expect(DONE_OR_TAKEN, force?.output).toContain(force?.code);
    expect(JSON.parse(status?.output ?? '')).toMatchObject({ sync_enabled: true });
    expect(rig.owed).toEqual([]);
    await untilSettled(rig);
    expect(differences(rig)).toEqual([]);
  });

  it('a service that was paused past its lease with a batch in hand: it is refused, and goes on (fault 37)', async () => {
    const rig = await settledRig();
    const paused = rig.service;
    const held = paused.held();
    await paused.arm({ point: 'sheets.write:before', action: 'hold' });
    await send(rig, smallSubmission(nextRound(rig)));
    await held;
    paused.signal('SIGSTOP');
    rig.service = await startService(rig.setup);
    await untilSettled(rig);
    const writes = writesTo(rig);
    paused.signal('SIGCONT');
    paused.goOn();
    rig.service = (await swap(rig, paused)).taken;
    await send(rig, smallSubmission(nextRound(rig)));
    await untilSettled(rig);
    expect(writesTo(rig)).toBeGreaterThan(writes);
    expect(differences(rig)).toEqual([]);
  });
});

/** The one that took over ends; the other one is all there is. */
async function swap({ service }: Rig, paused: Rig['service']): Promise<{ taken: Rig['service'] }> {
  expect(await service.end('SIGTERM')).toEqual({ code: 0, signal: null });
  return { taken: paused };
}
