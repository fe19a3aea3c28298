export { type BullmqSchedulerOptions, bullmqScheduler } from './bullmq-scheduler.js';
