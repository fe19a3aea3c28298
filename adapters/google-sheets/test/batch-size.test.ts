import type { Cell, SheetBatch } from '@quiz-sync/core';
import { describe, expect, test } from 'vitest';
import { buildBatch } from '../src/build-batch.js';

/*
 * Core cuts work into batches of at most 2 MB without knowing how they are sent: it reckons with these bytes for a cell
 * besides its text, for anything but text in a cell, for a blank one, and for a row that stands alone. A request may cost no more.
 */
const CELL_BYTES = 42;
const VALUE_BYTES = 20;
const BLANK_CELL_BYTES = 3;
const LONE_ROW_BYTES = 160;

const START = Date.UTC(2026, 10, 23, 12);

/** A response as the sheet shows it: ids, a moment, a topic, an answer, an explanation. */
function responseRow(index: number): Cell[] {
  return [
    `learner-${index % 700}`,
    { instant: START + index * 61_007 },
    `quiz-${index % 40}`,
    'Fractions and decimals',
    'ABCD'[index % 4] ?? 'A',
    index % 3 === 0,
    `session-${index % 900}`,
    index % 5 === 0 ? 'Because “half” is the same as 50 %' : null,
    'course-maths-7',
    index % 12,
    `submission-${index}:0`,
  ];
}

function reckoned(cells: readonly Cell[]): number {
  const bytes = cells.map((cell) => {
    if (cell === null) return BLANK_CELL_BYTES;
    return CELL_BYTES + (typeof cell === 'string' ? Buffer.byteLength(cell) : VALUE_BYTES);
  });
  return bytes.reduce((sum, each) => sum + each, LONE_ROW_BYTES);
}

function sent(changes: SheetBatch['changes'], readBack: SheetBatch['readBack'] = []): number {
  const batch = {
    from: 'quiz_sync_r41_0123456789abcdef',
    to: 'quiz_sync_r42_0123456789abcdef',
    timeZone: 'America/New_York',
    anchorTabId: 1_234_567_890,
    changes,
    readBack,
  };
  const tabs = new Map([[1_234_567_890, { title: 'QuizResponses', rowCount: 2_000_000, columnCount: 11 }]]);
  return Buffer.byteLength(JSON.stringify(buildBatch(batch, tabs).body));
}

describe('the bytes of a batch of 10,000 responses', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => responseRow(index));
  const estimate = rows.reduce((sum, row) => sum + reckoned(row), 0);
  const tabId = 1_234_567_890;

  test('are no more than core reckons with, as one block of new rows', () => {
    const bytes = sent([{ type: 'write_cells', tabId, firstRow: 1_500_000, firstColumn: 0, rows }]);
    expect(bytes).toBeLessThanOrEqual(estimate);
    expect(bytes).toBeGreaterThan(estimate * 0.6); // Else batches would be much smaller than they may be.
  });

  test('are no more than core reckons with, each row alone', () => {
    const changes = rows.map((row, index) => ({
      type: 'write_cells' as const,
      tabId,
      firstRow: 1_000_000 + index * 30,
      firstColumn: 0,
      rows: [row],
    }));
    expect(sent(changes)).toBeLessThanOrEqual(estimate);
  });

  test('hardly grow by the cells to read back', () => {
    const readBack = rows.map((_, index) => ({
      tabId,
      firstRow: 1_000_000 + index * 30,
      rows: 1,
      firstColumn: 10,
      columns: 1,
    }));
    expect(sent([], readBack)).toBeLessThanOrEqual(readBack.length * 40);
  });
});
