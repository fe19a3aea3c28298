/** Work that was put off on purpose: it can be waited for, and given up when the emulator closes. */
export class LateWork {
  readonly #timers = new Map<NodeJS.Timeout, () => void>();
  #waiting: (() => void)[] = [];

  /** Does `work` after `ms`. Not at all when `giveUp` comes first. */
  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
      this.#tell();
    }, ms);
    this.#timers.set(timer, work);
  }

  /** Settles when nothing is put off any more. */
  async idle(): Promise<void> {
    if (this.#timers.size === 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** How much is put off. */
  get pending(): number {
    return this.#timers.size;
  }

  giveUp(): void {
    for (const timer of this.#timers.keys()) clearTimeout(timer);
    this.#timers.clear();
    this.#tell();
  }

  #tell(): void {
    if (this.#timers.size > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
