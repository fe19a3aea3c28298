export { type TimerSchedulerOptions, timerScheduler } from './timer-scheduler.js';
export type { Timers } from './timers.js';
