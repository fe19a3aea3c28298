import type { JournalEntry } from '@quiz-sync/core';

/** JSON leaves out what is `undefined`. */
export function parseEntry(text: string): JournalEntry {
  const entry: JournalEntry = JSON.parse(text);
  const entries = entry.effects.entries.map((row) => ({ ...row, course: row.course }));
  return { ...entry, effects: { ...entry.effects, entries } };
}
