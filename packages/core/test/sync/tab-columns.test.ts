import { describe, expect, it } from 'vitest';
import type { TabRecord } from '../../src/ports/sheet-ledger.js';
import type { TabSnapshot } from '../../src/ports/sheets-port.js';
import { findTabColumns } from '../../src/sync/look/tab-columns.js';
import { managedHeaders, tabLayouts } from '../../src/tabs/tab-layout.js';

const [layout] = tabLayouts();
if (layout === undefined) throw new Error('no layout');
const ALL = managedHeaders(layout);

const tab = (headers: readonly string[], title = 'QuizResponses', tabId = 5): TabSnapshot => ({
  tabId,
  title,
  rowCount: 10,
  columnCount: 26,
  headers,
});
const record: TabRecord = { tab: 'responses', tabId: 5, headers: ALL, keyColumn: 10, nextRow: 1 };

describe('findTabColumns', () => {
  it('finds columns by their headers, wherever they are', () => {
    const moved = ['notes', ...ALL.toReversed()];
    const finding = findTabColumns(layout, [tab(moved)], record);
    if (finding.type !== 'ready') throw new Error(finding.type);
    expect(finding.columns.columns.map((column) => moved[column])).toEqual(ALL.slice(0, -1));
    expect(finding.columns.keyColumn).toBe(1);
  });

  it('knows a tab by its id, however it is called now', () => {
    const tabs = [tab(ALL, 'QuizResponses', 6), tab(ALL, 'Renamed', 5)];
    expect(findTabColumns(layout, tabs, record)).toMatchObject({
      type: 'ready',
      columns: { snapshot: { tabId: 5 } },
    });
  });

  it('takes a tab never seen by its title', () => {
    expect(findTabColumns(layout, [tab(ALL)], undefined).type).toBe('ready');
    expect(findTabColumns(layout, [tab(ALL, 'Other')], undefined)).toMatchObject({
      type: 'tab_missing',
      wasThere: false,
    });
  });

  it('tells a tab that was deleted from one never made', () => {
    expect(findTabColumns(layout, [], record)).toMatchObject({ type: 'tab_missing', wasThere: true });
  });

  it('asks for columns that never were', () => {
    expect(findTabColumns(layout, [tab(ALL.slice(0, 3))], undefined)).toMatchObject({
      type: 'columns_missing',
      headers: ALL.slice(3),
    });
  });

  it('stops at a header that was there and is gone', () => {
    const renamed = ALL.with(1, 'when');
    expect(findTabColumns(layout, [tab(renamed)], record)).toMatchObject({
      type: 'headers_lost',
      lost: ['timestamp'],
    });
  });

  it('overlooks spaces around a header', () => {
    expect(findTabColumns(layout, [tab(ALL.map((header) => ` ${header} `))], record).type).toBe('ready');
  });
});
