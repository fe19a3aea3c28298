import { type BullmqSchedulerOptions, bullmqScheduler as make } from '@quiz-sync/bullmq-scheduler';
import { QUICK } from './quick.ts';

export * from '@quiz-sync/bullmq-scheduler';

export function bullmqScheduler(options: BullmqSchedulerOptions) {
  return make({ ...options, timing: QUICK });
}
