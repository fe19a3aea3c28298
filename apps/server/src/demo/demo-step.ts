/** One request of a front end. */
export interface DemoStep {
  readonly method: 'POST' | 'PUT';
  /** Below `/api`. */
  readonly path: string;
  readonly body: object;
  /** When it would have been sent, epoch milliseconds: steps are carried out in this order. */
  readonly at: number;
}

/** How long the story is. */
export const DAYS = 42;
