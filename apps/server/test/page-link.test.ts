import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpApp } from '../src/http/http-app.js';
import { listen } from '../src/http/http-server.js';
import { createStatusWatch } from '../src/status-stream/status-watch.js';
import { localSpreadsheet } from './local-sheet.js';
import { hasChromium, serveScene } from './open-page.js';
import { axeFindings, pageBrowser, sidewaysOverflow } from './page-browser.js';
import { blockedScene, inSyncScene } from './page-scenes.js';
import { appParts, onlyWith, serveApp } from './serve-app.js';
import { status, stubQuizSync } from './stub-quiz-sync.js';

const NO_ANSWER = /Failed to load resource|net::ERR/;

describe.skipIf(!hasChromium)('the page and its service', () => {
  const opened = pageBrowser();

  test('stay in touch: what changes is shown at once, and the key is in no address', async () => {
    const { url, become } = await serveScene(inSyncScene(Date.now()), {
      authenticate: onlyWith('right-key'),
      localSpreadsheet,
    });
    const page = await opened(url, NO_ANSWER);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    const field = page.getByLabel('API key');
    await field.fill('wrong-key');
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText('This key is not known here').waitFor();
    await field.fill('right-key');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
    await page.getByRole('cell', { name: 'learner-0-0', exact: true }).waitFor();
    expect(await field.isVisible()).toBe(false);
    await page.getByText('Live').waitFor();
    become(blockedScene(Date.now()));
    await page.getByRole('heading', { name: 'Blocked: needs you' }).waitFor();

    await page.reload();
    await page.getByRole('heading', { name: 'Blocked: needs you' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await field.waitFor();
    expect(await page.getByText('Blocked').count()).toBe(0);
    expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
    expect(addresses.filter((address) => address.includes('key='))).toEqual([]);
    expect(addresses.filter((address) => !address.startsWith(url))).toEqual([]);
  });

  test('find each other again when the service was restarted, on what is new', async () => {
    const first = await servedAt(0);
    const page = await opened(first.url, NO_ANSWER);
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
    await first.close();
    await page.getByRole('heading', { name: 'No answer' }).waitFor();
    await page.getByText('Not connected').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await servedAt(Number(new URL(first.url).port), { state: 'pending', summary: '3 waiting' });
    await page.getByRole('heading', { name: 'Waiting to sync' }).waitFor();
    await page.getByText('Live').waitFor();
  });

  test('lose each other and find each other again with the network', async () => {
    const { url } = await serveScene(inSyncScene(Date.now()));
    const page = await opened(url, NO_ANSWER);
    await page.getByText('Live').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('heading', { name: 'No answer' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
  });

  test('do without events where there are none to be had: the page asks', async () => {
    let state: 'in_sync' | 'pending' = 'in_sync';
    const quizSync = stubQuizSync({ syncStatus: () => okAsync({ ...status, state }) });
    const statusWatch = createStatusWatch(quizSync, { mostListeners: 0 });
    const { url } = await serveApp({ quizSync, statusWatch });
    const page = await opened(url, NO_ANSWER);
    await page.getByText('Asking every few seconds').waitFor();
    state = 'pending';
    await page.getByRole('heading', { name: 'Waiting to sync' }).waitFor();
  });

  test('say so while the store does not answer', async () => {
    const away = { type: 'store_unavailable', message: 'down' } as const;
    let isAway = true;
    const quizSync = stubQuizSync({ syncStatus: () => (isAway ? errAsync(away) : okAsync(status)) });
    const { url } = await serveApp({ quizSync, statusWatch: createStatusWatch(quizSync) });
    const page = await opened(url, NO_ANSWER);
    await page.getByText(/The database is down, unreachable or locked/).waitFor();
    isAway = false;
    await page.getByRole('heading', { name: 'In sync' }).waitFor();
  });
});

/** A service on a port, and its end as a restart has it. */
async function servedAt(port: number, changes = {}) {
  const quizSync = stubQuizSync({ syncStatus: () => okAsync({ ...status, ...changes }) });
  const statusWatch = createStatusWatch(quizSync, { watchedEveryMs: 50 });
  const app = httpApp({ ...appParts(), quizSync, statusWatch });
  const server = (await listen(app, { host: '127.0.0.1', port }))._unsafeUnwrap();
  const close = () => {
    statusWatch.stop();
    return server.drain(1_000);
  };
  onTestFinished(close);
  return { url: server.url, close };
}
