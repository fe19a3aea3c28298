import { defineConfig } from 'vitest/config';

/** For `npm run test:crash`: what takes minutes. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.matrix.ts'],
    maxConcurrency: 6,
    hookTimeout: 30_000,
    teardownTimeout: 5_000,
  },
});
