import type { Store } from '@quiz-sync/core';
import type { OpenedStore } from './store-harness.js';

/** A store that lets go of its data. */
export interface ClosableStore extends Store {
  close(): Promise<void>;
}

/**
 * What a harness needs of a store that keeps its data and shares it: `open` opens the same data each time, at first
 * empty. `close` closes all that were opened; whatever else there is to remove is the harness's.
 */
export async function storesOn(
  open: () => Promise<ClosableStore>,
): Promise<Required<Omit<OpenedStore, 'advance'>>> {
  const opened: ClosableStore[] = [];
  const another = async (): Promise<ClosableStore> => {
    const store = await open();
    opened.push(store);
    return store;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  };
  const reopen = async (): Promise<ClosableStore> => {
    await close();
    return another();
  };
  return { store: await another(), another, reopen, close };
}
