import type { IncomingMessage } from 'node:http';

/** As RFC 6750 writes it; long enough for tokens of any provider, and short of what Node takes as headers. */
const BEARER = /^Bearer +([\w.~+/=-]{1,8192})$/i;

/** What a request shows of who it comes from. */
export type Shown = { readonly type: 'nothing' } | { readonly type: 'unreadable' } | Credential;

export interface Credential {
  readonly type: 'credential';
  readonly text: string;
}

/**
 * The key or token in the one `Authorization` header. Nothing else is looked at: a key in a URL ends up in logs and
 * histories, and of two headers something in front of us may have checked the other.
 */
export function shownBy({ headersDistinct }: IncomingMessage): Shown {
  const [header, ...more] = headersDistinct['authorization'] ?? [];
  if (header === undefined) return { type: 'nothing' };
  const text = BEARER.exec(header)?.[1];
  return text === undefined || more.length > 0 ? { type: 'unreadable' } : { type: 'credential', text };
}
