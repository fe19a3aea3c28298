/** Where the key lies while the browser's tab is open: never in a URL, never on the disk. */
const KEY = 'quiz-sync-api-key';

/** What the service said no with; `status` 0: it did not answer at all. */
export class Refusal extends Error {
  constructor(status, message, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const useKey = (key) => sessionStorage.setItem(KEY, key.trim());
export const forgetKey = () => sessionStorage.removeItem(KEY);

/** Asks the service for JSON; throws a `Refusal`. */
export async function ask(path, { method = 'GET', signal } = {}) {
  const answer = await request(path, { method, signal });
  return answer.json().catch(() => ({}));
}

/** The answer as it begins to arrive; throws a `Refusal` for one that says no. */
export async function request(path, { headers = {}, ...options } = {}) {
  const answer = await fetch(path, { ...options, headers: { ...headers, ...keyHeader() } }).catch(() => {
    throw new Refusal(0, 'The service does not answer.');
  });
  if (answer.ok) return answer;
  const { detail, code } = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, detail ?? answer.statusText, code);
}

function keyHeader() {
  const key = sessionStorage.getItem(KEY);
  return key === null ? {} : { authorization: `Bearer ${key}` };
}
