/**
 * All that may stand beside a message. What is not named here reaches no log, so that nothing of a learner but the id
 * does, and nobody logs a whole document by the way.
 */
export const LOG_FIELDS = [
  // What a line belongs to.
  ...(['request_id', 'run_id', 'batch_id', 'user_id', 'course_id', 'session_id', 'submission_id'] as const),
  // Why.
  ...(['code', 'reason', 'reason_message', 'remedy', 'error'] as const),
  // How much.
  ...(['changes', 'reads', 'writes', 'rows', 'sessions', 'submissions', 'forgotten', 'duration_ms'] as const),
  // What of.
  ...(['tab', 'tabs', 'kind', 'key_id', 'method', 'route', 'path', 'status'] as const),
  // Where.
  ...(['url', 'store', 'spreadsheet', 'emulator', 'address'] as const),
] as const;

export type LogField = (typeof LOG_FIELDS)[number];

/** Facts beside a message: plain values, never secrets. */
export type LogFields = Readonly<Partial<Record<LogField, string | number | boolean | undefined>>>;

/** Where messages for operators go. Never throws. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The same log, with these facts beside each message. */
export function logWith(log: Log, facts: LogFields): Log {
  return {
    debug: (message, fields) => log.debug(message, { ...facts, ...fields }),
    info: (message, fields) => log.info(message, { ...facts, ...fields }),
    warn: (message, fields) => log.warn(message, { ...facts, ...fields }),
    error: (message, fields) => log.error(message, { ...facts, ...fields }),
  };
}

/** For embedders who want none. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
