import { AWKWARD_TEXTS } from '../arbitraries/arbitrary-text.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { acknowledgeAll, loadAll, pendingIds } from './pending-state.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

export function learnerRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('LearnerRepo', () => {
    const subject = storeUnderTest(test, harness);
    merging(test, subject);
    finding(test, subject);
    touching(test, subject);
  });
}

function merging({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes a profile, pending', async () => {
    const { learner, changed } = await succeed(
      subject.store().learners.upsert('learner-1', { first_name: 'Ada', email: 'ada@example.org' }),
    );
    expect(changed).toBe(true);
    expect(learner).toEqual({
      user_id: 'learner-1',
      first_name: 'Ada',
      email: 'ada@example.org',
      version: learner.version,
    });
    expect(await loadAll(subject.store())).toMatchObject([
      { kind: 'learner', user_id: 'learner-1', version: learner.version },
    ]);
  });

  it('makes a profile even of no facts', async () => {
    const { learner, changed } = await succeed(subject.store().learners.upsert('learner-1', {}));
    expect(changed).toBe(true);
    expect(learner).toEqual({ user_id: 'learner-1', version: learner.version });
    expect(await pendingIds(subject.store())).toEqual(['learner learner-1']);
  });

  it('keeps the facts left out, and raises the version', async () => {
    const { learners } = subject.store();
    const first = await succeed(learners.upsert('learner-1', { first_name: 'Ada', last_name: 'Byron' }));
    const second = await succeed(
      learners.upsert('learner-1', { last_name: 'Lovelace', first_name: undefined }),
    );
    expect(second.changed).toBe(true);
    expect(second.learner).toMatchObject({ first_name: 'Ada', last_name: 'Lovelace' });
    expect(second.learner.version).toBeGreaterThan(first.learner.version);
    expect(await succeed(learners.findMany(['learner-1']))).toEqual([second.learner]);
  });

  it('raises nothing when the facts are already so', async () => {
    const { learners } = subject.store();
    const first = await succeed(learners.upsert('learner-1', { first_name: 'Ada', last_name: 'Lovelace' }));
    await acknowledgeAll(subject.store());
    for (const facts of [{ first_name: 'Ada' }, {}, { email: undefined }])
      expect(await succeed(learners.upsert('learner-1', facts))).toEqual({
        learner: first.learner,
        changed: false,
      });
    expect(await loadAll(subject.store())).toHaveLength(0);
  });

  it('makes a changed profile pending again', async () => {
    const { learners } = subject.store();
    await succeed(learners.upsert('learner-1', { first_name: 'Ada' }));
    await acknowledgeAll(subject.store());
    const { learner } = await succeed(learners.upsert('learner-1', { first_name: 'Augusta' }));
    expect(await loadAll(subject.store())).toMatchObject([{ kind: 'learner', version: learner.version }]);
  });

  it('loses none of many merges at once', async () => {
    const { learners } = subject.store();
    const merges = Array.from({ length: 20 }, (_, index) => [
      learners.upsert('learner-1', { first_name: `first ${index}` }),
      learners.upsert('learner-1', { last_name: 'Lovelace' }),
      learners.upsert('learner-1', { email: 'ada@example.org' }),
    ]).flat();
    const outcomes = await Promise.all(merges.map((merge) => succeed(merge)));
    const raised = outcomes.filter(({ changed }) => changed).map(({ learner }) => learner.version);
    expect(new Set(raised).size).toBe(raised.length);
    const [learner] = await succeed(learners.findMany(['learner-1']));
    expect(learner).toMatchObject({ last_name: 'Lovelace', email: 'ada@example.org' });
    expect(learner?.first_name?.startsWith('first ')).toBe(true);
    expect(learner?.version).toBe(Math.max(...raised));
  });
}

function finding({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('finds those who have a profile, once each', async () => {
    const { learners } = subject.store();
    const made = [];
    for (const userId of ['learner-1', 'learner-2', 'learner-3'])
      made.push((await succeed(learners.upsert(userId, { first_name: userId }))).learner);
    expect(await succeed(learners.findMany([]))).toEqual([]);
    const found = await succeed(learners.findMany(['learner-3', 'nobody', 'learner-1', 'learner-3']));
    expect(found.toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))).toEqual([made[0], made[2]]);
  });

  it('finds among thousands asked for', async () => {
    const { learners } = subject.store();
    const { learner } = await succeed(learners.upsert('learner-4999', { first_name: 'Ada' }));
    const ids = Array.from({ length: 5_000 }, (_, index) => `learner-${index}`);
    expect(await succeed(learners.findMany(ids))).toEqual([learner]);
  });

  it('keeps awkward ids and names exactly, and apart', async () => {
    const { learners } = subject.store();
    for (const text of AWKWARD_TEXTS) await succeed(learners.upsert(text, { first_name: text }));
    const found = await succeed(learners.findMany(AWKWARD_TEXTS));
    expect(found.map(({ user_id }) => user_id).sort()).toEqual([...AWKWARD_TEXTS].sort());
    for (const learner of found) expect(learner.first_name).toBe(learner.user_id);
  });
}

function touching({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('makes learners pending again without changing them', async () => {
    const { learners } = subject.store();
    const { learner } = await succeed(learners.upsert('learner-1', { first_name: 'Ada' }));
    await acknowledgeAll(subject.store());
    await succeed(learners.touch(['learner-1']));
    const [touched] = await succeed(learners.findMany(['learner-1']));
    expect(touched).toMatchObject({ first_name: 'Ada' });
    expect(touched?.version).toBeGreaterThan(learner.version);
    expect(await loadAll(subject.store())).toMatchObject([{ kind: 'learner', version: touched?.version }]);
  });

  it('makes empty profiles where there are none', async () => {
    const { learners } = subject.store();
    await succeed(learners.touch(['learner-1', 'learner-2', 'learner-1']));
    await succeed(learners.touch([]));
    expect(await pendingIds(subject.store())).toEqual(['learner learner-1', 'learner learner-2']);
    const [profile] = await succeed(learners.findMany(['learner-1']));
    expect(profile).toEqual({ user_id: 'learner-1', version: profile?.version });
  });

  it('raises the version of one that is pending already', async () => {
    const { learners } = subject.store();
    const { learner } = await succeed(learners.upsert('learner-1', { first_name: 'Ada' }));
    await succeed(learners.touch(['learner-1']));
    const [change] = await loadAll(subject.store());
    expect(change?.version).toBeGreaterThan(learner.version);
  });
}
