import { existsSync } from 'node:fs';
import { okAsync } from 'neverthrow';
import { type Browser, chromium } from 'playwright-core';
import type { HttpAppParts } from '../src/http/http-app.js';
import type { StatusListener, StatusWatch } from '../src/status-stream/status-watch.js';
import type { Scene } from './page-scenes.js';
import { serveApp } from './serve-app.js';
import { stubQuizSync } from './stub-quiz-sync.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether the tests of the page can run. In CI they must; elsewhere it is said loudly that they do not. */
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium && process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1')
  throw new Error(`No Chromium at ${CHROMIUM}`);
if (!hasChromium)
  process.stderr.write(
    `\n*** SKIPPED: the tests of the page need Chromium, and there is none at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM_PATH. ***\n\n`,
  );

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** A service that stands still in a scene until it is told to become another. */
export async function serveScene(scene: Scene, parts: Partial<HttpAppParts> = {}) {
  let now = scene;
  let round = 0;
  const listeners = new Set<StatusListener>();
  const news = () => ({ type: 'status', status: now.status, digest: String(round) }) as const;
  const statusWatch: StatusWatch = {
    listen(listener) {
      listeners.add(listener);
      listener(news());
      return () => listeners.delete(listener);
    },
    history: () => now.history,
    stop() {
      for (const listener of listeners) listener({ type: 'closed' });
      listeners.clear();
    },
  };
  const quizSync = stubQuizSync({ syncStatus: () => okAsync(now.status) });
  const { url } = await serveApp({ quizSync, statusWatch, ...parts });
  return {
    url,
    become(next: Scene) {
      now = next;
      round += 1;
      for (const listener of listeners) listener(news());
    },
  };
}
