import type {
  CopyRefusal,
  KeyUnknown,
  LeaseHeld,
  StoreError,
  SyncDisabled,
  SyncProblem,
} from '@quiz-sync/core';
import type { ConfigurationInvalid, StartError } from '@quiz-sync/server';
import type { UsageFailure } from './command-line/usage-failure.js';

/** A sync was asked for and ended without having run to its end. */
export interface NotWritten {
  readonly type: 'not_written';
  readonly message: string;
}

/** Another instance is writing to the spreadsheet. `holder`: as it named itself; `undefined` once it has finished. */
export interface OtherWriter {
  readonly type: 'other_writer';
  readonly holder: string | undefined;
}

/** A signal ended the command. `message`: what was left. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly message: string;
}

/** Setting up has come to something that a person must see to. `code` is for scripts. */
export interface SetupStopped {
  readonly type: 'setup_stopped';
  readonly at: 'access' | 'later';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** A file could not be read or written to its end. */
export interface FileFailed {
  readonly type: 'file_failed';
  readonly message: string;
}

/** A service was named that cannot be asked. */
export interface ServiceUnreachable {
  readonly type: 'service_unreachable';
  readonly message: string;
}

/** A service said no; `code` is one of the public error codes, or one of a version to come. */
export interface ServiceRefused {
  readonly type: 'service_refused';
  readonly code: string;
  readonly message: string;
  readonly remedy: string | undefined;
}

/** Everything a command may end in besides success. */
export type Failure =
  | UsageFailure
  | ConfigurationInvalid
  | StoreError
  | SyncDisabled
  | LeaseHeld
  /** A store that cannot be copied, or not now. */
  | CopyRefusal
  /** Google or the spreadsheet said no; the problem names the remedy. */
  | { readonly type: 'sync_failed'; readonly problem: SyncProblem }
  | OtherWriter
  | NotWritten
  | SetupStopped
  | KeyUnknown
  | FileFailed
  | ServiceUnreachable
  | ServiceRefused
  | Interrupted
  /** What the configuration names cannot be opened, or the service cannot listen. */
  | StartError
  /** A bug, ours or a library's. */
  | { readonly type: 'unexpected'; readonly cause: unknown };
