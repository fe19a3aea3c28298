import { counted } from './counted.js';
import { roughly } from './times.js';

export function cleanupQuestion(sessions: number, olderThanMs: number): string {
  return `Remove ${counted(sessions, 'empty session')} last heard of over ${roughly(olderThanMs)} ago?`;
}

/** How many sessions went, or would go. */
export function renderCleanup(
  cleaned: { readonly removed: number; readonly dry_run: boolean },
  olderThanMs: number,
): string {
  const sessions = `${counted(cleaned.removed, 'empty session')} last heard of over ${roughly(olderThanMs)} ago`;
  if (cleaned.dry_run) return `Would remove ${sessions} (dry run: nothing was changed)`;
  if (cleaned.removed === 0) return `Removed ${sessions}`;
  return `Removed ${sessions}; their rows go with the next sync (now: quiz-sync force)`;
}
