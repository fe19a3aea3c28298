import { TAB_NAMES, type TabName } from '@quiz-sync/core';
import { type ExpectedRow, type ExpectedRows, expectedRows } from './expected-rows.ts';
import { type Facts, noFacts } from './facts.ts';

/** All that is known without asking the system: what was stored, and what people did to the spreadsheet. */
export interface Model {
  readonly facts: Facts;
  /** What the sheet should hold by now. */
  rows: ExpectedRows;
  /** Keys that were right at some time. */
  readonly everRight: Record<TabName, Set<string>>;
  /** Keys that were right and then not any more, at some time: a note beside such a row may stand alone. */
  readonly everGone: Record<TabName, Set<string>>;
  readonly people: PeopleMemory;
  /** For names that occur once. */
  sequence: number;
}

export interface PeopleMemory {
  /** What each tab is called now. */
  readonly titles: Record<TabName, string>;
  /** Notes in a column of people's own, by their text. */
  readonly notes: Map<string, { readonly tab: TabName; readonly key: string }>;
  /** Texts in rows without a key, by themselves; `ours`: in a column that we keep. */
  readonly texts: Map<string, { readonly tab: TabName; readonly ours: boolean }>;
  /** Rows of ours that people deleted, as they were: they may stay away for as long as they would hold the same. */
  readonly owed: Record<TabName, Map<string, ExpectedRow>>;
  /** Headers of ours that people renamed. */
  readonly renamed: Map<string, { readonly tab: TabName; readonly header: string }>;
  /** Tabs where rows were moved while a batch was under way. */
  readonly moved: Set<TabName>;
}

export const DEFAULT_TITLES: Readonly<Record<TabName, string>> = {
  responses: 'QuizResponses',
  profiles: 'UserProfiles',
  course_statistics: 'course_statistics',
  course_progress: 'CourseProgress',
  engagement: 'EngagementLogs',
};

export function newModel(): Model {
  const facts = noFacts();
  return {
    facts,
    rows: expectedRows(facts),
    everRight: forEachTab(() => new Set()),
    everGone: forEachTab(() => new Set()),
    people: {
      titles: { ...DEFAULT_TITLES },
      notes: new Map(),
      texts: new Map(),
      owed: forEachTab(() => new Map()),
      renamed: new Map(),
      moved: new Set(),
    },
    sequence: 0,
  };
}

/** To be called after every change of the facts. */
export function workOut(model: Model): void {
  const before = model.rows;
  model.rows = expectedRows(model.facts);
  for (const tab of TAB_NAMES) {
    for (const key of model.rows[tab].keys()) model.everRight[tab].add(key);
    for (const key of before[tab].keys()) if (!model.rows[tab].has(key)) model.everGone[tab].add(key);
  }
}

/** A number that no other call answers. */
export function next(model: Model): number {
  model.sequence += 1;
  return model.sequence;
}

function forEachTab<T>(make: () => T): Record<TabName, T> {
  return {
    responses: make(),
    profiles: make(),
    course_statistics: make(),
    course_progress: make(),
    engagement: make(),
  };
}
