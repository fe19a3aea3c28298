import { anApiKey } from '../builders/an-api-key.js';
import type { TestFunctions } from '../test-functions.js';
import { succeed } from './outcome.js';
import { type StoreHarness, type StoreUnderTest, storeUnderTest } from './store-harness.js';

const EARLIER = '2026-03-02T10:00:00.000Z';
const LATER = '2026-03-02T11:00:00.000Z';

export function apiKeyRepoContract(test: TestFunctions, harness: StoreHarness): void {
  test.describe('ApiKeyRepo', () => {
    const subject = storeUnderTest(test, harness);
    keeping(test, subject);
    revoking(test, subject);
    using(test, subject);
  });
}

function keeping({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps a key with all that is known of it, and one of which little is', async () => {
    const { apiKeys } = subject.store();
    const whole = anApiKey({ label: 'Moodle, "old" ✓', expires_at: LATER, last_used_at: EARLIER });
    const plain = anApiKey({ key_id: 'key-2', scopes: ['admin'] });
    for (const key of [whole, plain]) expect(await succeed(apiKeys.insert(key))).toEqual({ inserted: true });
    expect(await succeed(apiKeys.find('key-1'))).toEqual(whole);
    expect(await succeed(apiKeys.find('key-2'))).toEqual(plain);
    expect(await succeed(apiKeys.find('KEY-1'))).toBe(undefined);
  });

  it('leaves a key of the same id as it is', async () => {
    const { apiKeys } = subject.store();
    await succeed(apiKeys.insert(anApiKey()));
    const other = anApiKey({ key_hash: 'f'.repeat(64), scopes: ['admin'] });
    expect(await succeed(apiKeys.insert(other))).toEqual({ inserted: false });
    expect(await succeed(apiKeys.find('key-1'))).toEqual(anApiKey());
  });

  it('lists all, oldest first', async () => {
    const { apiKeys } = subject.store();
    expect(await succeed(apiKeys.list())).toEqual([]);
    const keys = [
      anApiKey({ key_id: 'z', created_at: EARLIER }),
      anApiKey({ key_id: 'b', created_at: LATER }),
      anApiKey({ key_id: 'c', created_at: LATER }),
    ];
    for (const key of keys.toReversed()) await succeed(apiKeys.insert(key));
    expect(await succeed(apiKeys.list())).toEqual(keys);
  });

  if (subject.abilities.sharesData === true)
    it('shows another process what this one did', async () => {
      const another = await subject.another();
      await succeed(subject.store().apiKeys.insert(anApiKey()));
      expect(await succeed(another.apiKeys.find('key-1'))).toEqual(anApiKey());
      await succeed(subject.store().apiKeys.revoke('key-1', EARLIER));
      expect(await succeed(another.apiKeys.find('key-1'))).toEqual(anApiKey({ revoked_at: EARLIER }));
    });
}

function revoking({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('revokes a key, once: it stays, and so does the first time', async () => {
    const { apiKeys } = subject.store();
    await succeed(apiKeys.insert(anApiKey()));
    await succeed(apiKeys.insert(anApiKey({ key_id: 'key-2' })));
    const revoked = anApiKey({ revoked_at: EARLIER });
    expect(await succeed(apiKeys.revoke('key-1', EARLIER))).toEqual(revoked);
    expect(await succeed(apiKeys.revoke('key-1', LATER))).toEqual(revoked);
    expect(await succeed(apiKeys.list())).toEqual([revoked, anApiKey({ key_id: 'key-2' })]);
  });

  it('says when there is none to revoke', async () => {
    expect(await succeed(subject.store().apiKeys.revoke('key-1', EARLIER))).toBe(undefined);
    expect(await succeed(subject.store().apiKeys.list())).toEqual([]);
  });
}

function using({ it, expect }: TestFunctions, subject: StoreUnderTest): void {
  it('keeps the latest use, in whatever order they are told', async () => {
    const { apiKeys } = subject.store();
    await succeed(apiKeys.insert(anApiKey()));
    await succeed(apiKeys.noteUse('key-1', EARLIER));
    expect(await succeed(apiKeys.find('key-1'))).toEqual(anApiKey({ last_used_at: EARLIER }));
    await Promise.all([apiKeys.noteUse('key-1', LATER), apiKeys.noteUse('key-1', EARLIER)]);
    expect(await succeed(apiKeys.find('key-1'))).toEqual(anApiKey({ last_used_at: LATER }));
  });

  it('makes no key by noting its use', async () => {
    await succeed(subject.store().apiKeys.noteUse('key-1', EARLIER));
    expect(await succeed(subject.store().apiKeys.list())).toEqual([]);
  });
}
