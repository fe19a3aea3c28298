import type { Drive } from '../model/drive.ts';
import type { Random } from '../model/random.ts';
import type { Caller } from '../requests/edit.ts';
import type { Query } from './query.ts';

/** A call of the API, after routing and before anything is known to be right about it. */
export interface ApiCall {
  /** What stands in the placeholders of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The body as JSON; `undefined` when there was none. */
  readonly body: unknown;
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: Random;
}

/** An answer that is not JSON. */
export class RawAnswer {
  readonly contentType: string;
  readonly content: Uint8Array;

  constructor(contentType: string, content: Uint8Array) {
    this.contentType = contentType;
    this.content = content;
  }
}

/** How calls are counted against the quota. */
export type CallKind = 'read' | 'write' | 'other';

/** One method of the API. */
export interface Operation {
  /** As Google's discovery documents name it, such as `sheets.spreadsheets.values.get`. */
  readonly id: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With placeholders: `/v4/spreadsheets/{spreadsheetId}`. */
  readonly path: string;
  readonly kind: CallKind;
  /** Whether it may change something, and so goes to the journal. */
  readonly changes: boolean;
  /** The parameters that the address may have beside those of every method; any will do when it is not given. */
  readonly query?: readonly string[] | undefined;
  /** The message of the answer, against which a `fields` mask is checked. */
  readonly answer?: string | undefined;
  /** Another file that the body asks to change, which the caller must be allowed to. */
  readonly alsoChanges?: ((body: unknown) => string | undefined) | undefined;
  /** The answer's body; `undefined` for an empty one. Throws an `ApiError` to refuse. */
  readonly run: (drive: Drive, call: ApiCall) => unknown;
}
