import type { LogOutput } from './process-log.js';

/** Beyond this many bytes that nobody reads, lines are dropped instead of kept in memory. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** Milliseconds that the last lines may take to be read when the process ends. */
const FLUSH_WITHIN_MS = 1_000;

/**
 * Writes to a pipe or socket by Node's own stream, which never waits for the reader. A thread that writes to it would:
 * a reader that stops reading would hold the thread, and the process could not even end.
 */
export function pipeOutput(stream: NodeJS.WriteStream): LogOutput {
  // The reader has gone: the lines are lost, and nothing else.
  stream.on('error', () => {});
  return {
    write(line) {
      if (stream.writableLength < MOST_WAITING_BYTES) stream.write(line);
    },
    flush: () =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, FLUSH_WITHIN_MS);
        stream.write('', () => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
}
