/** How to be called later: the runtime's functions, or those of a fake clock. Core itself has none. */
export interface Timers {
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}
