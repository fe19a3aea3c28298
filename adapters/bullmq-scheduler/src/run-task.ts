import type { Log, ScheduledTask, TaskOutcome } from '@quiz-sync/core';
import { pause } from './timers.js';

/** One run. A task that rejects or throws is a bug: told, and tried again like any failure. */
export async function runTask(task: ScheduledTask, stopping: () => boolean, log: Log): Promise<TaskOutcome> {
  try {
    return await task({ stopping, pause });
  } catch (cause) {
    log.error('The scheduled task threw; it is tried again', { error: String(cause) });
    return { type: 'retry', afterMs: undefined };
  }
}
