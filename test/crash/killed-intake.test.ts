import { describe, expect, it } from 'vitest';
import type { Intake } from './facts.ts';
import { ask, restart, send, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import { differencesAfterRestart, rigsForTests } from './with-rig.ts';

const { settledRig } = rigsForTests();

async function submissionsStored(url: string): Promise<number> {
  const status = (await (await fetch(`${url}/api/sync/status`)).json()) as { submissions: number };
  return status.submissions;
}

describe('a submission that is killed on its way', () => {
  it('before the commit: nothing is stored, the client sees a reset, and a repeat works (fault 1)', async () => {
    const rig = await settledRig();
    const before = await submissionsStored(rig.service.url);
    await rig.service.arm({ point: 'sqlite.commit:before', action: 'kill' });
    expect(await send(rig, smallSubmission(nextRound(rig)))).toBeUndefined();
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    const [owed] = rig.owed.splice(0);
    await restart(rig);
    expect(await submissionsStored(rig.service.url)).toBe(before);
    expect(await send(rig, owed as Intake)).toBe(201);
  });

  it('after the commit, before the answer: a repeat answers 200, and there is one row (fault 2)', async () => {
    const rig = await settledRig();
    const before = await submissionsStored(rig.service.url);
    await rig.service.arm({ point: 'sqlite.commit:after', action: 'kill' });
    expect(await send(rig, smallSubmission(nextRound(rig)))).toBeUndefined();
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    const [owed] = rig.owed.splice(0);
    await restart(rig);
    expect(await submissionsStored(rig.service.url)).toBe(before + 1);
    expect(await send(rig, owed as Intake)).toBe(200);
    expect(await send(rig, owed as Intake)).toBe(200);
    expect(await untilSettled(rig)).toBe('in sync');
  });

  it('under a key, after the commit: a repeat is told what the first would have been, once stored (faults 2, 47)', async () => {
    const rig = await settledRig();
    const keyed = { ...smallSubmission(nextRound(rig)), key: 'killed' };
    await rig.service.arm({ point: 'idempotency.submit:after', action: 'kill' });
    expect(await send(rig, keyed)).toBeUndefined();
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    rig.owed.splice(0);
    await restart(rig);
    const again = await ask(rig, keyed);
    expect([again?.status, again?.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const other = await ask(rig, { ...smallSubmission(nextRound(rig)), key: 'killed' });
    expect(other?.status).toBe(422);
    keyed.learn(rig.facts);
    expect(await untilSettled(rig)).toBe('in sync');
  });

  it('a commit that many share, all of them killed before their answers: each repeat answers (fault 2)', async () => {
    const rig = await settledRig();
    await rig.service.arm({ point: 'sqlite.commit:after', action: 'kill' });
    const many = Array.from({ length: 30 }, () => smallSubmission(nextRound(rig)));
    await sendAll(rig, [...many, ...ordinaryRound(nextRound(rig))]);
    expect((await rig.service.ended).signal).toBe('SIGKILL');
    expect(rig.owed.length).toBeGreaterThan(0);
    expect(await differencesAfterRestart(rig)).toEqual([]);
  });
});
