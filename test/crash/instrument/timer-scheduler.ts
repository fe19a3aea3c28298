import { timerScheduler as make, type TimerSchedulerOptions } from '@quiz-sync/timer-scheduler';
import { QUICK } from './quick.ts';

export * from '@quiz-sync/timer-scheduler';

export function timerScheduler(options: TimerSchedulerOptions) {
  return make({ ...options, timing: QUICK });
}
