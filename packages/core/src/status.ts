/**
 * The status alone, and whether a store is whole, with a fraction of what the application loads: for a command that is
 * there at once. Types come from the main entry.
 */
export { unfinishedCopy } from './copy/unfinished-copy.js';
export { type StatusParts, statusReader } from './status-reader.js';
