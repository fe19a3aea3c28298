/** How much waited at one moment. */
export interface BacklogSample {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Changes that were not in the spreadsheet: the most there were since the sample before. */
  readonly waiting: number;
  /** How long the oldest of them had waited, likewise. */
  readonly oldest_age_ms: number;
  /** Not watched, but told by a run that is in the store: there was no service yet that looked. */
  readonly from_run?: true;
}

export interface BacklogHistory {
  add(sample: BacklogSample): void;
  /** Oldest first. */
  samples(): readonly BacklogSample[];
}

/** A day of minutes: what is sampled more often reaches back less far. */
const MOST_SAMPLES = 1_440;

/** Milliseconds. Samples that are closer become one, which says the worst of them. */
export const APART_MS = 10_000;

/** Kept in memory alone: bounded, and gone when the process ends; see `historyOfRuns` for what is left then. */
export function createBacklogHistory(): BacklogHistory {
  const samples: BacklogSample[] = [];
  return {
    add(sample) {
      const last = samples.at(-1);
      if (last !== undefined && Math.abs(sample.at - last.at) < APART_MS) {
        samples[samples.length - 1] = worseOf(last, sample);
        return;
      }
      samples.push(sample);
      if (samples.length > MOST_SAMPLES) samples.shift();
    },
    samples: () => samples,
  };
}

function worseOf(one: BacklogSample, other: BacklogSample): BacklogSample {
  return {
    ...one,
    waiting: Math.max(one.waiting, other.waiting),
    oldest_age_ms: Math.max(one.oldest_age_ms, other.oldest_age_ms),
  };
}
