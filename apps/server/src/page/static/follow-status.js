import { ask, request } from './api.js';
import { readEvents } from './event-stream.js';

/** Milliseconds before a further attempt, by how many have failed in a row. */
const PAUSES = [250, 1_000, 2_000, 5_000];

/**
 * Follows the status while the page is seen: by server-sent events, and wherever those cannot be had, by asking.
 * `on` hears `status`, `backlog`, `problem`, `link` (`live`, `asking`, `away`) and, once it is over, `refused`.
 */
export function followStatus(on) {
  let failures = 0;
  let lastId;
  let leaving = new AbortController();
  let wake = () => {};

  const over = new AbortController();
  document.addEventListener('visibilitychange', startOver, { signal: over.signal });
  window.addEventListener('online', startOver, { signal: over.signal });
  window.addEventListener('offline', startOver, { signal: over.signal });
  void follow().then(() => over.abort());

  /** What was going on ends, and the next attempt is made at once. */
  function startOver() {
    failures = 0;
    leaving.abort();
    wake();
  }

  async function follow() {
    for (;;) {
      await whenSeen();
      try {
        await stream();
      } catch (refusal) {
        if (isKeyRefused(refusal)) return on.refused(refusal);
        if (!(await askOnce())) return undefined;
      }
      await pause(PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures += 1;
    }
  }

  async function stream() {
    leaving = new AbortController();
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
    const answer = await request('/api/sync/events', { headers, signal: leaving.signal });
    failures = 0;
    on.link('live');
    await readEvents(answer, hear, () => leaving.abort());
  }

  function hear({ event, id, data }) {
    lastId = id ?? lastId;
    if (event === 'status') on.status(data);
    if (event === 'backlog') on.backlog(data.samples);
    if (event === 'problem') on.problem(data.detail);
    // What was shown is gone: it must be told again.
    if (event === 'problem') lastId = undefined;
  }

  /** False when it is over, since the key is not let in any more. */
  async function askOnce() {
    if (document.visibilityState === 'hidden') return true;
    try {
      const status = await ask('/api/sync/status');
      on.link('asking');
      on.status(status);
    } catch (refusal) {
      lastId = undefined;
      if (isKeyRefused(refusal)) {
        on.refused(refusal);
        return false;
      }
      on.link('away');
      on.problem(refusal.message);
    }
    return true;
  }

  function pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const isKeyRefused = ({ status }) => status === 401 || status === 403;

function whenSeen() {
  if (document.visibilityState !== 'hidden') return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', resolve, { once: true });
  });
}
