import type { OverviewSources, SourceColumn } from '../ports/overview-sources.js';
import type { TabColumns } from '../sync/look/tab-columns.js';
import type { TabName } from '../tabs/tab-name.js';

/** Where an overview's columns are; `undefined` while one of its tabs is set aside. */
export function overviewSources(tabs: readonly TabColumns[]): OverviewSources | undefined {
  const of = (name: TabName) => tabs.find(({ layout }) => layout.tab === name);
  const responses = of('responses');
  const profiles = of('profiles');
  const statistics = of('course_statistics');
  const progress = of('course_progress');
  if (responses === undefined || profiles === undefined) return undefined;
  if (statistics === undefined || progress === undefined) return undefined;
  return {
    responseKey: keyOf(responses),
    answeredAt: columnOf(responses, 'timestamp'),
    correct: columnOf(responses, 'correct'),
    learnerKey: keyOf(profiles),
    courseName: columnOf(statistics, 'course_name'),
    score: columnOf(statistics, 'score'),
    progressKey: keyOf(progress),
    completed: columnOf(progress, 'completed'),
  };
}

function keyOf({ snapshot, keyColumn }: TabColumns): SourceColumn {
  return { title: snapshot.title, column: keyColumn };
}

function columnOf({ layout, snapshot, columns }: TabColumns, field: string): SourceColumn {
  const column = columns[layout.columns.findIndex((each) => each.field === field)];
  if (column === undefined) throw new RangeError(`${layout.tab} has no column for ${field}`);
  return { title: snapshot.title, column };
}
