/** What was asked for and is not in the queue yet. */
export interface Wanted {
  readonly urgent: boolean;
  /** When the run was expected to begin when it was first asked for; shared time. */
  readonly dueAt: number;
}

/**
 * Remembers what was asked for until the queue has it. However many ask, and however long Redis is away, it is one
 * request: one is on its way at most, and one waits behind it.
 */
export interface Requests {
  /** What is not in the queue yet; `undefined` when all is. */
  wanted(): Wanted | undefined;
  add(request: Wanted): void;
  /** Sends what waits, if anything does and it may. */
  send(): void;
  /** Forgets everything; what was asked for stays pending in the store. */
  clear(): void;
}

/** `deliver` puts a request into the queue; when it cannot, `failed` is called, and somebody calls `send` again later. */
export function createRequests(
  mayTry: () => boolean,
  deliver: (request: Wanted) => Promise<void>,
  failed: (error: unknown) => void,
): Requests {
  let waiting: Wanted | undefined;
  let onItsWay: Wanted | undefined;

  function send(): void {
    if (waiting === undefined || onItsWay !== undefined || !mayTry()) return;
    onItsWay = waiting;
    waiting = undefined;
    void deliver(onItsWay).then(
      () => {
        onItsWay = undefined;
        send();
      },
      (error: unknown) => {
        waiting = together(onItsWay, waiting);
        onItsWay = undefined;
        failed(error);
      },
    );
  }

  return {
    wanted: () => together(onItsWay, waiting),
    add(request) {
      waiting = together(waiting, request);
    },
    send,
    clear() {
      waiting = undefined;
    },
  };
}

function together(earlier: Wanted | undefined, later: Wanted | undefined): Wanted | undefined {
  if (earlier === undefined || later === undefined) return earlier ?? later;
  return { urgent: earlier.urgent || later.urgent, dueAt: Math.min(earlier.dueAt, later.dueAt) };
}
