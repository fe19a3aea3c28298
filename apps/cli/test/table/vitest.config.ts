import { defineConfig } from 'vitest/config';

/** For `npm run test:commands`: some hundreds of processes. */
export default defineConfig({
  test: {
    include: ['apps/cli/test/table.test.ts'],
    setupFiles: ['test/contract/check-answers.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
  },
});
