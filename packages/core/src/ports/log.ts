/** Facts beside a message: plain values, never secrets, never whole documents. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

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
