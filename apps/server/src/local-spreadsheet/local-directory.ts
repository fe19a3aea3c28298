import path from 'node:path';
import type { StoreLocation } from '../configuration/setting-schemas.js';

/** Of the local spreadsheet of a service whose store is elsewhere. */
const LOCAL_DIRECTORY = '.quiz-sync';

/** Where the local spreadsheet is kept. */
export function localDirectory(store: StoreLocation): string {
  return store.type === 'sqlite' ? path.dirname(store.path) : LOCAL_DIRECTORY;
}
