import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../configuration/is-loopback.js';

/** What proxies, balancers and tunnels put beside a request. Whatever else begins with `x-forwarded-` counts, too. */
const PROXYS_HEADERS: ReadonlySet<string> = new Set(['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip']);

/**
 * Whether a request that came on loopback was also meant for it. A proxy makes the whole world look like loopback; a
 * page that somebody on this machine looks at sends from there, too, either under a name of its own that was made to
 * lead here (DNS rebinding), or across origins, where a POST without a body asks nobody first.
 */
export function isFromThisMachine(request: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  return !isForwarded(request) && namesThisMachine(request) && isOfTrustedPage(request, allowedOrigins);
}

function isForwarded({ headers }: IncomingMessage): boolean {
  return Object.keys(headers).some((name) => PROXYS_HEADERS.has(name) || name.startsWith('x-forwarded-'));
}

/** `0.0.0.0` leads here as well, and is no name that anybody on this machine has to use. */
function namesThisMachine({ headersDistinct }: IncomingMessage): boolean {
  const [host, ...more] = headersDistinct['host'] ?? [];
  return host !== undefined && more.length === 0 && isOnLoopback(`http://${host}`);
}

/** A page of this machine may be at another port: a front end that is being worked on. Programs name no origin. */
function isOfTrustedPage(
  { headers, headersDistinct }: IncomingMessage,
  allowedOrigins: readonly string[],
): boolean {
  const origins = headersDistinct['origin'];
  if (origins === undefined) return headers['sec-fetch-site'] !== 'cross-site';
  return origins.every((origin) => allowedOrigins.includes(origin) || isOnLoopback(origin));
}

function isOnLoopback(origin: string): boolean {
  const url = URL.parse(origin);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  return isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'));
}
