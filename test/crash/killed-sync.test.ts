import { describe, expect, it } from 'vitest';
import { sendAll } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { startArmed } from './service-under-test.ts';
import { differencesAfterRestart, rigsForTests, writesTo } from './with-rig.ts';

const { settledRig } = rigsForTests();

describe('a batch whose service is killed', () => {
  it('after the plan, before it is sent: is sent once at the next start (fault 3)', async () => {
    const rig = await settledRig();
    const before = writesTo(rig);
    await rig.service.arm({ point: 'sheets.write:before', action: 'kill' });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    expect(writesTo(rig)).toBe(before);
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });

  it('after it was applied, before the answer is taken in: is settled from the revision and not sent again (fault 4)', async () => {
    const rig = await settledRig();
    const before = writesTo(rig);
    await rig.service.arm({ point: 'sheets.write:after', action: 'kill' });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    expect(writesTo(rig)).toBe(before + 1);
    expect(await differencesAfterRestart(rig)).toEqual([]);
    expect(rig.service.output()).toContain('A batch of unknown outcome had been applied');
  });

  it('again and again while it is being settled: still once (fault 4)', async () => {
    const rig = await settledRig();
    await rig.service.arm({ point: 'sheets.write:after', action: 'kill' });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    await rig.service.ended;
    for (const point of ['sheets.read:after', 'journal.settle:before', 'journal.settle:after'] as const) {
      const { signal } = await startArmed(rig.setup, { point, action: 'kill' });
      expect(signal, point).toBe('SIGKILL');
    }
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });
});
