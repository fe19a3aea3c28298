import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import { expectedSheet } from './expected-sheet.ts';
import type { Facts } from './facts.ts';
import { type Difference, type PeoplesCells, sheetDifferences } from './sheet-differences.ts';

/** The tabs by the titles they are made with. */
export const TABS = [
  'QuizResponses',
  'UserProfiles',
  'course_statistics',
  'CourseProgress',
  'EngagementLogs',
] as const;

/** A spreadsheet, and everything that must be so in it. */
export interface WatchedSheet {
  readonly emulator: SheetsEmulator;
  readonly spreadsheetId: string;
  readonly facts: Facts;
  readonly people: PeoplesCells;
  /** Where our tabs are, whatever people call them: ids by the title they had at first. Kept by {@link findTabs}. */
  readonly tabIds: Map<string, number>;
}

/** Looks where our tabs are by now, and answers what each is called. One that was deleted is looked for by its first title. */
export function findTabs({ emulator, spreadsheetId, tabIds }: WatchedSheet): Map<string, string> {
  const view = emulator.spreadsheet(spreadsheetId);
  const titles = new Map(view.tabs.map((title) => [view.properties(title).sheetId ?? -1, title]));
  const found = new Map<string, string>();
  for (const tab of TABS) {
    const title = titles.get(tabIds.get(tab) ?? -1) ?? view.tabs.find((each) => each === tab);
    if (title === undefined) continue;
    tabIds.set(tab, view.properties(title).sheetId ?? -1);
    found.set(tab, title);
  }
  return found;
}

/** The one checker: every way in which the spreadsheet is not exactly what it should be. */
export function differences(sheet: WatchedSheet): Difference[] {
  const { emulator, spreadsheetId, facts, people } = sheet;
  const view = emulator.spreadsheet(spreadsheetId);
  const titles = findTabs(sheet);
  return sheetDifferences(
    (tab) => view.values(titles.get(tab) ?? ''),
    expectedSheet(facts),
    new Set(titles.keys()),
    people,
  );
}
