import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Log } from '@quiz-sync/core';
import { pino } from 'pino';
import type { LogLevel } from './configuration/setting-schemas.js';
import { pinoLog } from './pino-log.js';
import { pipeOutput } from './pipe-output.js';
import { terminalLine } from './terminal-line.js';

/** A log, and what must be called before the process ends so that the last lines are not lost. */
export interface ProcessLog {
  readonly log: Log;
  /** Resolves when the lines are out, or after a second when nobody reads them. Never rejects. */
  flush(): Promise<void>;
}

/** Where lines go. Neither blocks nor throws. */
export interface LogOutput {
  write(line: string): void;
  flush(): Promise<void>;
}

/**
 * Writes to standard output (1) or standard error (2): JSON lines, or lines for people when it is a terminal. A reader
 * that stops reading, or goes away, costs log lines and nothing else.
 */
export function processLog(level: LogLevel, fd: 1 | 2 = 1): ProcessLog {
  const output = isPipe(fd) ? pipeOutput(fd === 1 ? process.stdout : process.stderr) : fileOutput(fd);
  const stream = isatty(fd) ? { write: (line: string) => output.write(terminalLine(line)) } : output;
  return { log: pinoLog(level, stream), flush: output.flush };
}

function isPipe(fd: number): boolean {
  try {
    const kind = fstatSync(fd);
    return kind.isFIFO() || kind.isSocket();
  } catch {
    return false;
  }
}

/** Lines waiting for a slow disk beyond this many bytes are dropped instead of kept in memory. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** To a file, a terminal or nowhere: another thread writes, since a disk may be slow. */
function fileOutput(fd: number): LogOutput {
  const output = pino.destination({ fd, sync: false, maxLength: MOST_WAITING_BYTES });
  output.on('error', () => {});
  return {
    write: (line) => void output.write(line),
    async flush() {
      try {
        output.flushSync();
      } catch {
        // The disk is full, or the stream not open yet: there is nobody left to tell.
      }
    },
  };
}
