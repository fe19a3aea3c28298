export type { Timers } from '@quiz-sync/core';
export { type TimerSchedulerOptions, timerScheduler } from './timer-scheduler.js';
