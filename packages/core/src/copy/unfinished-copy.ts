import type { ResultAsync } from 'neverthrow';
import type { Store } from '../ports/store.js';
import type { StoreError } from '../ports/store-error.js';
import { parseBookmark } from './copy-bookmark.js';

/** A store that is not to be used before its copy is finished. */
export interface UnfinishedCopy {
  /** What it is the copy of, as whoever copies named it; `undefined` when another version does. */
  readonly source: string | undefined;
}

/** Whether the store is the copy of another and not finished; `undefined`: it is not. */
export function unfinishedCopy(store: Store): ResultAsync<UnfinishedCopy | undefined, StoreError> {
  return store.archive
    .bookmark()
    .map((bookmark) => (bookmark === undefined ? undefined : { source: parseBookmark(bookmark)?.source }));
}
