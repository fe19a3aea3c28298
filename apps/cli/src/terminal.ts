/** A stream of the process: stdout or stderr. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  /** Of a terminal: how many characters fit beside each other. */
  readonly columns?: number | undefined;
  write(data: string | Uint8Array, done?: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Where data goes that is too much to be held at once. */
export interface DataSink {
  /**
   * Waits until the piece has been taken. False: nobody reads any more (`| head`), and the rest is not wanted.
   */
  write(piece: string | Uint8Array): Promise<boolean>;
}

/** A stream that is written to line by line, and tells how that went. */
export interface LineWriter extends DataSink {
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
    write: (piece) =>
      new Promise((resolve) => {
        if (open) stream.write(piece, () => resolve(open));
        else resolve(false);
      }),
    close() {
      open = false;
    },
    flushed: () =>
      new Promise((resolve) => {
        stream.write('', () => setImmediate(() => resolve(failure)));
      }),
  };
}
