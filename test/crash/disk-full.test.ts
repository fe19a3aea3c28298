import { describe, expect, it } from 'vitest';
import { ask, restart, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import { differencesAfterRestart, rigsForTests } from './with-rig.ts';

const { freshRig } = rigsForTests();

/** Bytes: the empty store, and some dozens of rounds. */
const SMALL_DISK = 480_000;

describe('a disk that is full', () => {
  it('submissions are refused with 503 and what to do; nothing half written; with room again, all goes on (fault 34)', async () => {
    const rig = await freshRig({ QUIZ_SYNC_CRASH_DISK_BYTES: String(SMALL_DISK) });
    while (rig.owed.length === 0 && rig.rounds < 1_000)
      await sendAll(rig, [...ordinaryRound(nextRound(rig)), smallSubmission(nextRound(rig))]);
    expect(rig.owed.length).toBeGreaterThan(0);
    const [owed] = rig.owed;
    if (owed === undefined) throw new Error('nothing was refused');
    const refused = await ask(rig, owed);
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('content-type')).toContain('application/problem+json');
    expect(refused?.headers.get('retry-after')).toBeTruthy();
    expect(await refused?.json()).toMatchObject({ code: 'store_full' });
    expect((await fetch(`${rig.service.url}/livez`)).status).toBe(200);
    await rig.service.end('SIGTERM');
    const roomy = { ...rig, setup: { ...rig.setup, env: {} } };
    await restart(roomy);
    await untilSettled(roomy);
    Object.assign(rig, { service: roomy.service });
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });
});
