/** Where the key lies while the browser's tab is open. */
const KEY = 'quiz-sync-api-key';

/** What the service said no with; `status` 0: it did not answer at all. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

/** Asks the service; throws a `Refusal`. */
export async function ask(path, method = 'GET') {
  const key = sessionStorage.getItem(KEY);
  const headers = key === null ? {} : { authorization: `Bearer ${key}` };
  const answer = await fetch(path, { method, headers }).catch(() => {
    throw new Refusal(0, 'The service does not answer.');
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Refusal(answer.status, body.detail ?? answer.statusText);
}
