/** One record of a file, or a piece of it that is none. Lines count from 1. */
export type SourceRow =
  | {
      readonly type: 'record';
      readonly line: number;
      /** Counts records from 1, without the header. */
      readonly number: number;
      readonly values: ReadonlyMap<string, unknown>;
    }
  | {
      readonly type: 'unreadable';
      readonly line: number;
      /** As `line`, or the last one of a piece that cannot be told apart. */
      readonly lastLine: number;
      readonly message: string;
    };

/** Reads a file's text, bit by bit. Rejects when the file cannot be read or is not UTF-8. */
export type ReadRows = (text: AsyncIterable<string>) => AsyncIterable<SourceRow>;

/** Longest record taken, in characters or bytes: whatever is longer is a mistake, and memory stays bounded. */
export const LONGEST_RECORD = 1_048_576;
