import { describe, expect, it } from 'vitest';
import { createRunWatcher } from '../../src/sync/run-watcher.js';

describe('a run watcher', () => {
  it('tells everybody who waits, once', async () => {
    const watcher = createRunWatcher();
    const heard: string[] = [];
    const first = watcher.nextEnd().then((end) => heard.push(`first ${end}`));
    const second = watcher.nextEnd().then((end) => heard.push(`second ${end}`));
    watcher.ended(undefined);
    await Promise.all([first, second]);
    watcher.ended(undefined);
    await Promise.resolve();
    expect(heard).toEqual(['first ended', 'second ended']);
  });

  it('tells of progress to those who listen, as long as they do', () => {
    const watcher = createRunWatcher();
    const heard: number[] = [];
    const deafen = watcher.onProgress(({ done }) => heard.push(done));
    watcher.progressed({ done: 1, total: 3 });
    deafen();
    watcher.progressed({ done: 2, total: 3 });
    expect(heard).toEqual([1]);
  });

  it('does not tell of an end that lies before the asking', async () => {
    const watcher = createRunWatcher();
    watcher.ended(undefined);
    const next = watcher.nextEnd();
    watcher.close();
    expect(await next).toBe('closed');
  });

  it('lets go of everybody once it is closed', async () => {
    const watcher = createRunWatcher();
    const before = watcher.nextEnd();
    watcher.close();
    watcher.close();
    expect(await before).toBe('closed');
    expect(await watcher.nextEnd()).toBe('closed');
  });
});
