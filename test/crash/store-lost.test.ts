import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Intake } from './facts.ts';
import { ask, type Rig, send, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import { startService } from './service-under-test.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests } from './with-rig.ts';

const { freshRig, settledRig } = rigsForTests();

const PATIENT = { timeout: 45_000 };

async function readiness({ service }: Rig): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${service.url}/readyz`);
  const { code } = (await answer.json()) as { code?: string };
  return code === undefined ? { status: answer.status } : { status: answer.status, code };
}

/** Says that it was refused for now, in the form that clients know, and that it is worth sending again. */
async function expectRefused(rig: Rig): Promise<void> {
  const answer = await ask(rig, smallSubmission(nextRound(rig)));
  expect(answer?.status).toBe(503);
  expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer?.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer?.json()).toMatchObject({ code: 'store_unavailable' });
}

/** Starts it with its store on a disk that is not mounted. */
async function startOnDisk(rig: Rig): Promise<void> {
  const { folder, env } = rig.setup;
  await symlink(join(folder, 'not-mounted'), join(folder, 'disk'));
  const setup = { ...rig.setup, env: { ...env, QUIZ_SYNC_STORE: 'sqlite:disk/quiz-sync.db' } };
  rig.service = await startService(setup);
}

describe('a service without its store', () => {
  it('starts all the same, is not ready, refuses with 503, and comes back by itself when it can be opened (fault 32)', async () => {
    const rig = await freshRig();
    await rig.service.end('SIGTERM');
    await startOnDisk(rig);
    expect(await readiness(rig)).toEqual({ status: 503, code: 'store_unavailable' });
    expect((await fetch(`${rig.service.url}/livez`)).status).toBe(200);
    await expectRefused(rig);
    expect(rig.service.output()).toContain('Cannot open the SQLite store');
    await mkdir(join(rig.setup.folder, 'not-mounted'));
    await expect.poll(() => readiness(rig), PATIENT).toEqual({ status: 200 });
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    expect(rig.owed).toEqual([]);
    expect(await untilSettled(rig)).toBe('in sync');
    expect(differences(rig)).toEqual([]);
  });

  it('ends with 0 when it is told to stop before the store has come (fault 32)', async () => {
    const rig = await freshRig();
    await rig.service.end('SIGTERM');
    await startOnDisk(rig);
    expect(await rig.service.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it.each(['sqlite.commit:before', 'sqlite.commit:after'] as const)(
    'whose thread dies at %s: refuses what was under way, comes back by itself, and loses nothing (fault 32)',
    async (point) => {
      const rig = await settledRig();
      await rig.service.arm({ point, action: 'end thread' });
      const intake = smallSubmission(nextRound(rig));
      expect(await send(rig, intake)).toBe(503);
      rig.owed.splice(0);
      await expect.poll(() => readiness(rig), PATIENT).toEqual({ status: 200 });
      expect(await send(rig, intake)).toBe(point === 'sqlite.commit:before' ? 201 : 200);
      await sendAll(rig, ordinaryRound(nextRound(rig)));
      expect(rig.owed).toEqual([]);
      expect(await untilSettled(rig)).toBe('in sync');
      expect(differences(rig)).toEqual([]);
    },
  );

  it.each(['sqlite.commit:before', 'sqlite.commit:after'] as const)(
    'whose thread dies again and again, at %s, wherever a sync just is: loses nothing, writes nothing twice (fault 32)',
    async (point) => {
      const rig = await settledRig();
      for (const passage of [2, 3, 5, 7]) {
        await rig.service.arm({ point, action: 'end thread', passage });
        await sendAll(rig, ordinaryRound(nextRound(rig)));
        for (const intake of rig.owed.splice(0)) await sendUntilTaken(rig, intake);
        expect(await untilSettled(rig)).toBe('in sync');
        expect(differences(rig), `passage ${passage}`).toEqual([]);
      }
      expect(rig.service.output().match(/The SQLite store is open again/g)?.length).toBeGreaterThan(2);
    },
  );
});

/** As a client does that was told to come again. */
async function sendUntilTaken(rig: Rig, intake: Intake): Promise<void> {
  await expect.poll(() => send(rig, intake), PATIENT).toBeLessThan(300);
  rig.owed.splice(0);
}
