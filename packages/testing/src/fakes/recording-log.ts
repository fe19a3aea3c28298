import type { Log, LogFields } from '@quiz-sync/core';

export type LogLevel = keyof Log;

export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

export interface RecordingLog extends Log {
  /** Everything logged so far, in order. */
  readonly entries: readonly LogEntry[];
  /** The messages, of one level or of all. */
  messages(level?: LogLevel): string[];
}

/** A log that remembers. */
export function recordingLog(): RecordingLog {
  const entries: LogEntry[] = [];
  const record =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      entries.push({ level, message, fields });
    };
  return {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    entries,
    messages: (level) =>
      entries.filter((entry) => level === undefined || entry.level === level).map(({ message }) => message),
  };
}
