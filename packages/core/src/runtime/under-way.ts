import type { ResultAsync } from 'neverthrow';

/** Knows what has begun and not ended, for who must not go before it. */
export interface UnderWay {
  /** Answers the same work. */
  begin<T, E>(work: ResultAsync<T, E>): ResultAsync<T, E>;
  /** Resolves once all that had begun by now has ended, however it did. */
  ended(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const begun = new Set<Promise<void>>();
  return {
    begin(work) {
      const end = Promise.allSettled([work]).then(() => void begun.delete(end));
      begun.add(end);
      return work;
    },
    async ended() {
      await Promise.all(begun);
    },
  };
}
