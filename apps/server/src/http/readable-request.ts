import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type RefusalCode, refusal } from './refusal.js';

/**
 * Hands on to the app what is a request by the letter of HTTP, with its target as a path, and refuses the rest: Express
 * would answer some of it with a page of its own.
 */
export function onlyReadable(app: RequestListener): RequestListener {
  return (request, response) => {
    const target = targetOf(request.url ?? '');
    if (target === undefined) refuseRequest(response, 'malformed_url');
    else if (!namesOneHost(request)) refuseRequest(response, 'malformed_request');
    else {
      request.url = target;
      app(request, response);
    }
  };
}

/** For a request that expects something else of us than to be told to go on. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  refuseRequest(response, 'expectation_unknown');
}

/** Path and query. Clients that take us for a proxy send the whole address; `undefined`: it is none. */
function targetOf(url: string): string | undefined {
  if (url.startsWith('/') || url === '*') return url;
  const address = URL.parse(url);
  if (address === null || !['http:', 'https:'].includes(address.protocol)) return undefined;
  return address.pathname + address.search;
}

/** With none or several, a proxy and we may take the request for something different (RFC 9112, 3.2). */
function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (isHost(rawHeaders[at])) hosts += 1;
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
}

function isHost(name = ''): boolean {
  return name.length === 4 && name.toLowerCase() === 'host';
}

function refuseRequest(response: ServerResponse, code: RefusalCode): void {
  const { status, headers, body } = refusal(code);
  response.writeHead(status, headers).end(body);
}
