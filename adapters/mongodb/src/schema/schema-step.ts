/** An index of one collection. `key`: its fields in order, 1 ascending, -1 descending. */
export interface IndexSpec {
  readonly collection: string;
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
}

/** One step of the schema. Steps only add: an older program that is still running must go on working. */
export interface SchemaStep {
  /** The schema's version afterwards; counts up from 1 without gaps. */
  readonly version: number;
  readonly indexes: readonly IndexSpec[];
}
