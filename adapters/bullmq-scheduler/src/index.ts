export { type BullmqSchedulerOptions, bullmqScheduler } from './bullmq-scheduler.js';
export { checkRedis, type RedisCheck } from './check-redis.js';
