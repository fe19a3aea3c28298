import type { TaskContext } from '../ports/scheduler.js';

/** For work that somebody waits for, outside of the scheduler's runs: what it awaits lets others go first. */
export const UNHURRIED: TaskContext = { stopping: () => false, pause: () => Promise.resolve() };
