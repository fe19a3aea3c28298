/**
 * The way back from a transaction: every change of a grid adds the step that undoes it, and `rollback` takes the steps in
 * reverse. What it costs depends on what was changed, not on how large the grid is.
 */
export class UndoLog {
  readonly #steps: (() => void)[] = [];

  add(step: () => void): void {
    this.#steps.push(step);
  }

  rollback(): void {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) step();
  }
}
