import type { IncomingMessage } from 'node:http';

/** A request as it is meant. */
export interface MeantRequest {
  readonly method: string;
  readonly url: URL;
  /** What is left as a body. */
  readonly content: Buffer;
}

/**
 * Clients send a GET whose address would be too long as a POST: the method stands in a header, and the parameters in a
 * form. This is the request that they mean.
 */
export const meantRequest = (request: IncomingMessage, url: URL, content: Buffer): MeantRequest => {
  const method = request.method ?? 'GET';
  const override = request.headers['x-http-method-override'];
  if (method !== 'POST' || typeof override !== 'string') return { method, url, content };
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (!isForm) return { method: override.toUpperCase(), url, content };
  const whole = new URL(url);
  for (const [name, value] of new URLSearchParams(content.toString('utf8')))
    whole.searchParams.append(name, value);
  return { method: override.toUpperCase(), url: whole, content: Buffer.alloc(0) };
};
