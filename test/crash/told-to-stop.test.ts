import { describe, expect, it } from 'vitest';
import { type Rig, send, sendAll } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import type { End } from './service-under-test.ts';
import { differencesAfterRestart, rigsForTests } from './with-rig.ts';

const { settledRig } = rigsForTests();

const IN_ORDER = { code: 0, signal: null };

async function untilShuttingDown({ service }: Rig): Promise<void> {
  while (!service.output().includes('Shutting down')) await new Promise((tick) => setTimeout(tick, 10));
}

/** A second signal right behind the first is taken for an echo of it. */
async function toldAgainAndAgain({ service }: Rig): Promise<End> {
  const again = setInterval(() => service.signal('SIGTERM'), 50);
  const end = await service.ended;
  clearInterval(again);
  return end;
}

describe('a service that is told to stop', () => {
  it.each([
    'journal.record:before',
    'sheets.write:before',
    'sheets.write:after',
    'journal.settle:after',
    'lease.release:before',
  ] as const)('at %s: ends with 0, and nothing is lost (fault 38)', async (point) => {
    const rig = await settledRig();
    await rig.service.arm({ point, action: 'terminate' });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    expect(await rig.service.ended).toEqual(IN_ORDER);
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });

  it('while a submission is being stored: its answer is finished (fault 38)', async () => {
    const rig = await settledRig();
    const held = rig.service.held();
    await rig.service.arm({ point: 'submissions.insert:after', action: 'hold' });
    const answer = send(rig, smallSubmission(nextRound(rig)));
    await held;
    rig.service.signal('SIGTERM');
    await untilShuttingDown(rig);
    rig.service.goOn();
    expect(await answer).toBe(201);
    expect(await rig.service.ended).toEqual(IN_ORDER);
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });

  it('twice, with a batch in hand: the second signal forces it, and the next start settles (fault 38)', async () => {
    const rig = await settledRig();
    const held = rig.service.held();
    await rig.service.arm({ point: 'sheets.write:before', action: 'hold' });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    await held;
    rig.service.signal('SIGTERM');
    await untilShuttingDown(rig);
    expect(await toldAgainAndAgain(rig)).toEqual({ code: 1, signal: null });
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });
});
