import type { Clock } from '../ports/clock.js';

/** What core uses of the runtime; part of the minimum that all server-side JavaScript runtimes share (WinterTC). */
interface Runtime {
  readonly performance: { now(): number };
}

const runtime = globalThis as unknown as Runtime;

/** The runtime's own clocks. */
export const defaultClock: Clock = {
  now: () => Date.now(),
  monotonic: () => runtime.performance.now(),
};
