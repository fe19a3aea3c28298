import { defineConfig } from 'vitest/config';

/** For `npm run screenshots`: writes docs/images. */
export default defineConfig({
  test: { include: ['apps/server/test/screenshots/*.screenshots.ts'], testTimeout: 60_000 },
});
