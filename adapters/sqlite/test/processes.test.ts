import { aSubmission } from '@quiz-sync/testing';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.js';
import { openForTest, succeed, temporaryFile } from './temporary-store.js';

const FOREVER = '1000000';

describe('several processes on one file', () => {
  it('all write at the same time, and each reads what the others wrote (fault 35)', async () => {
    const path = await temporaryFile();
    const store = await openForTest(path);
    const programs = ['a', 'b'].map((prefix) => runProgram('insert-one-by-one', [path, prefix, '40']));
    const own = Array.from({ length: 40 }, (_, index) => aSubmission({ submission_id: `own-${index}` }));
    for (const stored of own) await succeed(store.submissions.insert(stored));
    for (const program of programs) {
      const { lines, ...end } = await program.ended;
      expect(lines).toHaveLength(40);
      expect(end).toEqual({ code: 0, signal: null, errors: '' });
    }
    expect(await succeed(store.submissions.count())).toEqual({ submissions: 120, responses: 120 });
    expect((await succeed(store.pending.count())).byKind.submission).toBe(120);
    expect(await succeed(store.submissions.find('a-39'))).toBeDefined();
  });

  it('have one holder of a lease, and fences that grow over all of them', async () => {
    const path = await temporaryFile();
    const [one, other] = [await openForTest(path), await openForTest(path)];
    const { fence } = await succeed(one.lease.acquire('target', 'one', 60_000));
    const refused = (await other.lease.acquire('target', 'other', 60_000))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ type: 'lease_held', holder: 'one' });
    await succeed(one.lease.release('target', fence));
    expect((await succeed(other.lease.acquire('target', 'other', 60_000))).fence).toBe(fence + 1);
  });
});

describe('a process that is killed', () => {
  it('loses no submission that was answered, and leaves a file that goes on (fault 2)', async () => {
    const path = await temporaryFile();
    const answered: string[] = [];
    for (const [round, until] of [3, 20, 7].entries()) {
      const killed = runProgram('insert-one-by-one', [path, `round-${round}`, FOREVER], (count, program) => {
        if (count === until) program.kill('SIGKILL');
      });
      const { signal, lines } = await killed.ended;
      expect(signal).toBe('SIGKILL');
      answered.push(...lines);
    }
    expect(answered.length).toBeGreaterThanOrEqual(30);
    const store = await openForTest(path);
    for (const id of answered) expect(await succeed(store.submissions.find(id)), id).toBeDefined();
    const { submissions } = await succeed(store.submissions.count());
    expect(submissions).toBeGreaterThanOrEqual(answered.length);
    expect((await succeed(store.pending.count())).byKind.submission).toBe(submissions);
    expect(await succeed(store.submissions.insert(aSubmission()))).toEqual({ type: 'inserted' });
  });
});

describe('a process that never closes its store', () => {
  it('gets its answers, then ends by itself, without a word of ours', async () => {
    const path = await temporaryFile();
    const { ended } = runProgram('leave-open', [path]);
    expect(await ended).toEqual({ code: 0, signal: null, lines: ['answered'], errors: '' });
    expect((await succeed((await openForTest(path)).submissions.count())).submissions).toBe(1);
  });
});
