import type { Store } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';

/** What a store under test can do beyond the ports. Left out means no; the tests that need it are then not made. */
export interface StoreAbilities {
  /** `advance` moves the clock by which the store dates pending changes and judges leases. Without it, short real times are used. */
  readonly movesClock?: boolean;
  /** `reopen` closes the store and opens the same data again. */
  readonly survivesReopening?: boolean;
  /** `another` opens the same data a second time, as another process does. */
  readonly sharesData?: boolean;
}

/** One empty store, for one test. */
export interface OpenedStore {
  readonly store: Store;
  /** Milliseconds, below nought for a clock that is set back; required with {@link StoreAbilities.movesClock}. */
  advance?(ms: number): void | Promise<void>;
  /** Required with {@link StoreAbilities.survivesReopening}; the new store is closed by `close`. */
  reopen?(): Promise<Store>;
  /** Required with {@link StoreAbilities.sharesData}; what it opened is closed by `close`. */
  another?(): Promise<Store>;
  close(): void | Promise<void>;
}

/** How a contract suite gets its stores. */
export interface StoreHarness {
  readonly abilities?: StoreAbilities;
  /** A new empty store; called before each test. */
  open(): Promise<OpenedStore>;
}

/** The store of the test that is running. */
export interface StoreUnderTest {
  readonly abilities: StoreAbilities;
  store(): Store;
  advance(ms: number): Promise<void>;
  reopen(): Promise<Store>;
  another(): Promise<Store>;
}

/** Opens a store before each test of the enclosing `describe` and closes it afterwards. */
export function storeUnderTest(test: TestFunctions, harness: StoreHarness): StoreUnderTest {
  let opened: OpenedStore | undefined;
  test.beforeEach(async () => {
    opened = await harness.open();
  });
  test.afterEach(async () => {
    const closing = opened;
    opened = undefined;
    await closing?.close();
  });
  const current = (): OpenedStore => opened ?? missing('a store outside of a test');
  return {
    abilities: harness.abilities ?? {},
    store: () => current().store,
    advance: async (ms) => (current().advance ?? missing('advance'))(ms),
    reopen: () => (current().reopen ?? missing('reopen'))(),
    another: () => (current().another ?? missing('another'))(),
  };
}

function missing(what: string): never {
  throw new TypeError(`the harness names an ability but gives no ${what}`);
}
