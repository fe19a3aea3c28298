import type { IdSource } from '../ports/id-source.js';

/** What core uses of the runtime; part of the minimum that all server-side JavaScript runtimes share (WinterTC). */
interface Runtime {
  readonly crypto: { randomUUID(): string };
}

const runtime = globalThis as unknown as Runtime;

/** Random UUIDs (version 4): 122 random bits. */
export const defaultIds: IdSource = {
  newId: () => runtime.crypto.randomUUID(),
};
