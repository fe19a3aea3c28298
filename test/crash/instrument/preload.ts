// Loaded before the program under test (`node --import`), which itself knows nothing of it: puts the modules in this
// folder in place of those that the composition root of the server would get, and takes orders over the IPC channel.
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { takeOrders } from './orders.ts';
import { watchTransactions } from './sqlite.ts';

const SUBSTITUTES: Readonly<Record<string, string>> = {
  '@quiz-sync/core': './core.ts',
  '@quiz-sync/google-sheets': './google-sheets.ts',
  '@quiz-sync/sqlite': './store.ts',
  '@quiz-sync/timer-scheduler': './timer-scheduler.ts',
};

const COMPOSES = /\/apps\/server\/dist\/[\w-]+\.js$/;

if (isMainThread) {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const substitute = SUBSTITUTES[specifier];
      return substitute !== undefined && COMPOSES.test(context.parentURL ?? '')
        ? nextResolve(new URL(substitute, import.meta.url).href, context)
        : nextResolve(specifier, context);
    },
  });
  takeOrders();
} else {
  watchTransactions();
}
