import { isatty } from 'node:tty';
import type { Log } from '@quiz-sync/core';
import { pino } from 'pino';
import type { LogLevel } from './configuration/setting-schemas.js';
import { pinoLog } from './pino-log.js';
import { terminalLine } from './terminal-line.js';

/** A log, and what must be called before the process ends so that the last lines are not lost. */
export interface ProcessLog {
  readonly log: Log;
  flush(): void;
}

/** Beyond this many bytes that nobody reads, lines are dropped instead of kept in memory. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/**
 * Writes to a file descriptor: JSON lines, or lines for people when it is a terminal. Never blocks and never throws: a
 * reader that stops reading, or goes away, costs log lines and nothing else.
 */
export function processLog(level: LogLevel, fd = 1): ProcessLog {
  const output = pino.destination({ fd, sync: false, maxLength: MOST_WAITING_BYTES });
  output.on('error', () => {});
  const stream = isatty(fd) ? { write: (line: string) => output.write(terminalLine(line)) } : output;
  return { log: pinoLog(level, stream), flush: () => flushQuietly(output) };
}

/** The reader may have gone, or the stream not be open yet: there is nobody left to tell. */
function flushQuietly(output: { flushSync(): void }): void {
  try {
    output.flushSync();
  } catch {
    // The lines are lost; ending the process goes first.
  }
}
