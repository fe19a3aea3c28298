// Loaded before the program under test (`node --import`), which itself knows nothing of it: puts the modules in this
// folder in place of those that the composition root of the server would get, and takes orders over the IPC channel.
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { takeOrders } from './orders.ts';
import { watchTransactions } from './sqlite.ts';

const SUBSTITUTES: Readonly<Record<string, string>> = {
  '@quiz-sync/bullmq-scheduler': './bullmq-scheduler.ts',
  '@quiz-sync/core': './core.ts',
  '@quiz-sync/google-sheets': './google-sheets.ts',
  '@quiz-sync/sqlite': './store.ts',
  '@quiz-sync/timer-scheduler': './timer-scheduler.ts',
};

const COMPOSES = /\/apps\/server\/dist\/[\w-]+\.js$/;

/** The library below the scheduler on Redis has waits of its own. */
const WORKS_QUEUE = /\/adapters\/bullmq-scheduler\/dist\/[\w-]+\.js$/;

function substituteOf(specifier: string, parent: string): string | undefined {
  if (COMPOSES.test(parent)) return SUBSTITUTES[specifier];
  return specifier === 'bullmq' && WORKS_QUEUE.test(parent) ? './bullmq.ts' : undefined;
}

if (isMainThread) {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const substitute = substituteOf(specifier, context.parentURL ?? '');
      return substitute === undefined
        ? nextResolve(specifier, context)
        : nextResolve(new URL(substitute, import.meta.url).href, context);
    },
  });
  takeOrders();
} else {
  watchTransactions();
}
