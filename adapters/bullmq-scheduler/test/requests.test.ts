import { describe, expect, it } from 'vitest';
import { createRequests, type Wanted } from '../src/requests.js';

/** Requests whose deliveries the test ends one by one. */
function requestsUnderTest() {
  const deliveries: { readonly request: Wanted; done(): void; fail(): void }[] = [];
  let mayTry = true;
  let failures = 0;
  const requests = createRequests(
    () => mayTry,
    (request) =>
      new Promise((resolve, reject) => {
        deliveries.push({ request, done: resolve, fail: () => reject(new Error('away')) });
      }),
    () => {
      failures += 1;
    },
  );
  return {
    requests,
    deliveries,
    failures: () => failures,
    allow(may: boolean) {
      mayTry = may;
    },
  };
}

const at = (dueAt: number, urgent = false): Wanted => ({ urgent, dueAt });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('requests', () => {
  it('keep one on its way and one behind it, however many come', async () => {
    const { requests, deliveries } = requestsUnderTest();
    for (let count = 1; count <= 50; count += 1) {
      requests.add(at(count));
      requests.send();
    }
    expect(deliveries.map(({ request }) => request)).toEqual([at(1)]);
    deliveries[0]?.done();
    await settled();
    expect(deliveries.map(({ request }) => request)).toEqual([at(1), at(2)]);
    deliveries[1]?.done();
    await settled();
    expect(deliveries).toHaveLength(2);
    expect(requests.wanted()).toBeUndefined();
  });

  it('lose nothing to a delivery that fails, least of all that it was urgent', async () => {
    const { requests, deliveries, failures } = requestsUnderTest();
    requests.add(at(1, true));
    requests.send();
    requests.add(at(2));
    deliveries[0]?.fail();
    await settled();
    expect(failures()).toBe(1);
    expect(requests.wanted()).toEqual(at(1, true));
    requests.send();
    expect(deliveries.at(-1)?.request).toEqual(at(1, true));
  });

  it('wait until they may be sent', () => {
    const { requests, deliveries, allow } = requestsUnderTest();
    allow(false);
    requests.add(at(1));
    requests.send();
    expect(deliveries).toHaveLength(0);
    expect(requests.wanted()).toEqual(at(1));
    allow(true);
    requests.send();
    expect(deliveries).toHaveLength(1);
  });

  it('are forgotten when told so', () => {
    const { requests, deliveries } = requestsUnderTest();
    requests.add(at(1));
    requests.clear();
    requests.send();
    expect(deliveries).toHaveLength(0);
    expect(requests.wanted()).toBeUndefined();
  });
});
