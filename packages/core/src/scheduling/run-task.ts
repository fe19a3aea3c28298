import type { Log } from '../ports/log.js';
import type { ScheduledTask, TaskContext, TaskOutcome } from '../ports/scheduler.js';

/** One run, as every scheduler makes it. A task that rejects or throws is a bug: told, and tried again like any failure. */
export async function runTask(task: ScheduledTask, context: TaskContext, log: Log): Promise<TaskOutcome> {
  try {
    return await task(context);
  } catch (cause) {
    log.error('The scheduled task threw; it is tried again', { error: String(cause) });
    return { type: 'retry', afterMs: undefined };
  }
}
