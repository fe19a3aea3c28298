export * from './memory-store/memory-store.js';
export type { StoreFaults, StoreMethod } from './memory-store/store-faults.js';
