import type { IdSource } from '@quiz-sync/core';

/** Ids `id-1`, `id-2` and so on; another prefix for each source keeps several apart. */
export function countingIds(prefix = 'id'): IdSource {
  let made = 0;
  return {
    newId() {
      made += 1;
      return `${prefix}-${made}`;
    },
  };
}
