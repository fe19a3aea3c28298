/** A stream of the process: stdout or stderr. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  write(text: string, done?: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** A stream that is written to line by line, and tells how that went. */
export interface LineWriter {
  line(text: string): void;
  /** Ignores what is still written. */
  close(): void;
  /** Waits until everything has been handed over. Answers why it could not be; a reader who left is no reason. */
  flushed(): Promise<Error | undefined>;
}

/**
 * A reader that goes away (`| head`) ends the writing and nothing else: what the command does must not depend on who
 * still looks.
 */
export function lineWriter(stream: OutputStream): LineWriter {
  let open = true;
  let failure: Error | undefined;
  stream.on('error', (error) => {
    open = false;
    if (!('code' in error && error.code === 'EPIPE')) failure ??= error;
  });
  return {
    line(text) {
      if (open) stream.write(`${text}\n`);
    },
    close() {
      open = false;
    },
    flushed: () =>
      new Promise((resolve) => {
        stream.write('', () => setImmediate(() => resolve(failure)));
      }),
  };
}
