import type { LearnerErased } from '@quiz-sync/core';
import { counted } from './counted.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** What went, and what is still to go. */
export function renderErased(userId: string, removed: LearnerErased['removed'], style: Style): string {
  const parts = [
    counted(removed.submissions, 'submission'),
    counted(removed.responses, 'response'),
    counted(removed.completions, 'completion'),
    counted(removed.profiles, 'profile'),
    counted(removed.sessions, 'session'),
  ].filter((part) => !part.startsWith('0 '));
  if (parts.length === 0) return `Nothing is stored of ${printable(userId)}`;
  return [
    style.good(`Erased ${printable(userId)}: ${parts.join(', ')}`),
    'The rows go from the spreadsheet with the next sync (now: quiz-sync force); its version history keeps what people saw.',
  ].join('\n');
}
