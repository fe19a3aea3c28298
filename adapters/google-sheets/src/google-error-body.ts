/**
 * What Google's error answers hold, each part of it possibly missing or something else:
 * `{ error: { message, status, errors: [{ reason }], details: [{ reason }, { retryDelay: "30s" }] } }`, or, of the
 * endpoint for tokens, `{ error: "invalid_grant", error_description: "..." }`.
 */
export interface GoogleErrorBody {
  readonly error?: unknown;
  readonly error_description?: unknown;
}

interface ErrorDetails {
  readonly message?: unknown;
  readonly status?: unknown;
  readonly errors?: unknown;
  readonly details?: unknown;
}

interface Detail {
  readonly reason?: unknown;
  readonly retryDelay?: unknown;
  readonly metadata?: unknown;
}

const SECONDS = /^(\d+(?:\.\d+)?)s$/;

/** Google's words for machines, wherever it put them. */
export function reasonsIn(body: unknown): string[] {
  const { error } = parts<GoogleErrorBody>(body);
  if (typeof error === 'string') return [error];
  const reasons = [parts<ErrorDetails>(error).status, ...detailsOf(error).map(({ reason }) => reason)];
  return reasons.filter((reason) => typeof reason === 'string');
}

/** Google's words for people; `undefined` when the answer has none, being of another server. */
export function messageIn(body: unknown): string | undefined {
  const { error, error_description: description } = parts<GoogleErrorBody>(body);
  if (typeof error === 'string') {
    return typeof description === 'string' ? `${error}: ${description}` : error;
  }
  const { message } = parts<ErrorDetails>(error);
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** Which limit is used up, in Google's words: `WriteRequestsPerMinutePerUser`, or `Write requests per minute per user`. */
export function limitIn(body: unknown): string | undefined {
  for (const { metadata } of detailsOf(parts<GoogleErrorBody>(body).error)) {
    const { quota_limit: limit } = parts<{ quota_limit: unknown }>(metadata);
    if (typeof limit === 'string') return limit;
  }
  return /\blimit '([^']+)'/.exec(messageIn(body) ?? '')?.[1];
}

/** How long the answer asks to wait, in milliseconds. */
export function retryDelayIn(body: unknown): number | undefined {
  for (const { retryDelay } of detailsOf(parts<GoogleErrorBody>(body).error)) {
    const seconds = typeof retryDelay === 'string' ? SECONDS.exec(retryDelay)?.[1] : undefined;
    if (seconds !== undefined) return Number(seconds) * 1000;
  }
  return undefined;
}

function detailsOf(error: unknown): Detail[] {
  const { errors, details } = parts<ErrorDetails>(error);
  return [errors, details].flatMap((list) => (Array.isArray(list) ? list.map(parts<Detail>) : []));
}

/** Anything, as an object whose parts may be missing. */
function parts<Shape extends object>(value: unknown): Partial<Shape> {
  return typeof value === 'object' && value !== null ? value : {};
}
