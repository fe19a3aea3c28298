/** One step of the schema. Steps only add: an older program that is still running must go on working. */
export interface Migration {
  /** The schema's version afterwards (`PRAGMA user_version`); counts up from 1 without gaps. */
  readonly version: number;
  /** Statements, run in one transaction. */
  readonly sql: string;
}
