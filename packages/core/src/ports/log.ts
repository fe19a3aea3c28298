/** Facts beside a message: plain values, never secrets, never whole documents. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where messages for operators go. Never throws. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** For embedders who want none. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
