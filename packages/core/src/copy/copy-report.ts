import type { LeaseHeld } from '../ports/lease.js';
import type { ArchiveKind } from '../ports/store-archive.js';
import type { FenceLost, StoreError } from '../ports/store-error.js';

/** How far a copy has got. */
export interface CopyProgress {
  readonly phase: 'copying' | 'verifying';
  readonly kind: ArchiveKind;
  /** Records of this kind. */
  readonly done: number;
  /** How many there are, about; `undefined` where counting them would take a walk. */
  readonly expected: number | undefined;
}

/** What a finished copy holds. */
export interface CopyReport {
  /** True when it went on with one that had been cut short. */
  readonly resumed: boolean;
  /** Records of each kind, found alike in both stores. */
  readonly records: Readonly<Record<ArchiveKind, number>>;
}

/** A StoreError, and whose it is. */
export type CopyStoreError = StoreError & { readonly side: 'source' | 'destination' };

/** Why nothing was copied, or not all. Each `message` says what and why, each `remedy` what to do. */
export type CopyRefusal =
  /** The source is itself a copy that was not finished. */
  | { readonly type: 'source_unfinished'; readonly message: string; readonly remedy: string }
  /** The destination holds something, and no copy of this source was begun in it. */
  | { readonly type: 'destination_in_use'; readonly message: string; readonly remedy: string }
  /** Both were read again and the source held something else: whoever uses it must stop. The copy can be gone on with. */
  | {
      readonly type: 'source_changed';
      readonly message: string;
      readonly remedy: string;
      readonly kinds: readonly ArchiveKind[];
    }
  /** The destination holds what the source does not: somebody else writes to it. */
  | {
      readonly type: 'destination_changed';
      readonly message: string;
      readonly remedy: string;
      readonly kinds: readonly ArchiveKind[];
    }
  /** The caller asked to stop. The copy can be gone on with. */
  | { readonly type: 'copy_stopped'; readonly message: string; readonly remedy: string };

export type CopyError = CopyStoreError | CopyRefusal | LeaseHeld | FenceLost;
