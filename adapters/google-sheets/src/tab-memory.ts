import type { KnownTab, KnownTabs } from './build-read.js';

/**
 * The tabs as last seen. Never trusted: a read checks afterwards that it did not cut anything off by it, and a write
 * uses it for titles only, in a place where a wrong one is noticed.
 */
export interface TabMemory {
  tabs(): KnownTabs;
  /** These are all that there are. */
  noteAll(tabs: KnownTabs): void;
  /** These were seen; there may be others. */
  noteSome(tabs: KnownTabs): void;
}

export function tabMemory(): TabMemory {
  let known = new Map<number, KnownTab>();
  return {
    tabs: () => known,
    noteAll(tabs) {
      known = new Map(tabs);
    },
    noteSome(tabs) {
      known = new Map([...known, ...tabs]);
    },
  };
}
