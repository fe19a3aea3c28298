import type { GoogleCredentials } from './credentials.js';
import type { CallerOptions } from './signed-sender.js';

/** What a caller may be told: see `GoogleSheetsOptions`. */
export interface CallerWishes {
  readonly credentials?: GoogleCredentials;
  readonly emulatorHost?: string;
  readonly tokenUrl?: string;
  readonly timeouts?: { readonly readMs?: number; readonly writeMs?: number };
  readonly signal?: AbortSignal;
}

const READ_MS = 30_000;
const WRITE_MS = 185_000;

export function callerOptions(wishes: CallerWishes): Omit<CallerOptions, 'scopes'> {
  const { credentials, emulatorHost, tokenUrl, timeouts, signal } = wishes;
  const rootUrl = emulatorHost === undefined ? undefined : emulatorUrl(emulatorHost);
  return {
    credentials: rootUrl === undefined ? (credentials ?? { type: 'application_default' }) : credentials,
    rootUrl,
    tokenUrl: tokenUrl ?? (rootUrl === undefined ? undefined : `${rootUrl}/token`),
    readMs: timeouts?.readMs ?? READ_MS,
    writeMs: timeouts?.writeMs ?? WRITE_MS,
    abandon: signal,
  };
}

/** Taken with and without a scheme, since people give both. */
function emulatorUrl(host: string): string {
  return `http://${host.replace(/^https?:\/\//, '').replace(/\/+$/, '')}`;
}
