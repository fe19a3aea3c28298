import type { SyncStatus } from '@quiz-sync/core';
import { type ProblemAnswer, present } from '@quiz-sync/express';
import type { BacklogSample } from './backlog-history.js';

/** A comment: clients pass over it, and know that the connection lives. */
export const HEARTBEAT = ': still here\n\n';

/** The document of `GET /api/sync/status`. */
export function statusEvent(status: SyncStatus, id: string): string {
  return event('status', present(status), id);
}

/** How much waited so far: once, at the beginning. */
export function backlogEvent(samples: readonly BacklogSample[]): string {
  return event('backlog', { samples });
}

/** Why there is no status. */
export function problemEvent({ code, title, detail }: ProblemAnswer): string {
  return event('problem', { code, title, detail });
}

/** JSON has no line breaks of its own, which would end the field. */
function event(name: string, data: unknown, id?: string): string {
  const named = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${name}\n${named}data: ${JSON.stringify(data)}\n\n`;
}
