import type { CallKind } from '../api/operation.ts';

/** Which calls a fault is meant for. All that is given must fit; nothing given fits every call. */
export interface FaultMatch {
  /** `GET`, `POST`, … */
  readonly method?: string | undefined;
  /** An operation's id, such as `sheets.spreadsheets.batchUpdate`; a `*` stands for anything. */
  readonly operation?: string | undefined;
  readonly kind?: CallKind | undefined;
  /** A part of the path, decoded. */
  readonly path?: string | undefined;
}

/**
 * How an answer is lost: the connection is reset, the body stops half way, a page of HTML comes instead of JSON, or a
 * status (503 when none is given).
 */
export interface LostAnswer {
  readonly lose: 'reset' | 'cut' | 'html' | 'status';
  readonly status?: number | undefined;
}

/** What happens to a call that a fault was meant for. */
export type FaultEffect =
  /** Refused, with nothing done. The body is Google's for the status when none is given. */
  | {
      readonly type: 'before';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** Carried out, and then the answer is lost. */
  | ({ readonly type: 'after' } & LostAnswer)
  /** The answer is lost at once; the call is carried out `ms` later. */
  | ({ readonly type: 'late'; readonly ms: number } & LostAnswer)
  /** No byte is ever answered. With `applied` the call is carried out all the same. */
  | { readonly type: 'hang'; readonly applied?: boolean | undefined }
  /** Carried out and answered, `ms` later. */
  | { readonly type: 'delay'; readonly ms: number };

/** A fault to come. */
export interface FaultSpec {
  readonly match?: FaultMatch | undefined;
  /** So many fitting calls pass before the first that is hit. 0 when not given. */
  readonly skip?: number | undefined;
  /** So many calls are hit, then the fault is over. 1 when not given; `'always'` never ends. */
  readonly times?: number | 'always' | undefined;
  /** The chance that a fitting call is hit, from 0 to 1; 1 when not given. Drawn from the seeded numbers of the faults. */
  readonly probability?: number | undefined;
  readonly effect: FaultEffect;
}
