/** A column of a tab: the tab by its present title, the column counted from 0. Row 0 is its header. */
export interface SourceColumn {
  readonly title: string;
  readonly column: number;
}

/** What an overview is computed from, where people have it now. */
export interface OverviewSources {
  /** `<submission_id>:<index>`, one a response; the first response of a submission has index 0. */
  readonly responseKey: SourceColumn;
  /** Date-times. */
  readonly answeredAt: SourceColumn;
  /** Booleans. */
  readonly correct: SourceColumn;
  /** One a learner. */
  readonly learnerKey: SourceColumn;
  /** One a learner and course; in the same tab as the score. */
  readonly courseName: SourceColumn;
  /** Percent, 0 to 100. */
  readonly score: SourceColumn;
  /** One a learner and course that was begun. */
  readonly progressKey: SourceColumn;
  /** Booleans. */
  readonly completed: SourceColumn;
}
