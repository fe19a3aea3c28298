import type { Log, Scheduler } from '@quiz-sync/core';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import type { Configuration } from './configuration/configuration.js';

/**
 * In this process, or shared by all that write to the same spreadsheet. Connects to nothing yet, and Redis need not be
 * there: what is submitted is stored without it. Its library is read only by those who use it.
 */
export async function openScheduler(
  { scheduler }: Configuration,
  spreadsheetId: string,
  log: Log,
): Promise<Scheduler> {
  if (scheduler.type === 'timer') return timerScheduler({ log });
  const { bullmqScheduler } = await import('@quiz-sync/bullmq-scheduler');
  return bullmqScheduler({ url: scheduler.url, name: spreadsheetId, log });
}
