import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What it answers with: what it was told, or what it should. */
export type Mood =
  | 'helpful'
  | 'repeats_assertion'
  | 'repeats_token'
  | 'refuses_token'
  | 'repeats_in_a_page'
  | 'hangs_up';
export const BAD_MOODS: readonly Mood[] = [
  'repeats_assertion',
  'repeats_token',
  'refuses_token',
  'repeats_in_a_page',
  'hangs_up',
];

export interface EchoingGoogle extends AsyncDisposable {
  /** `host:port` */
  readonly host: string;
  mood: Mood;
  /** How often each mood has had its say. */
  readonly said: Map<Mood, number>;
}

/** Google as far as an emulator goes, with a token of our choice; or something on the way there that repeats all it hears. */
export async function echoingGoogle(emulatorUrl: string, token: string): Promise<EchoingGoogle> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { mood } = google;
    google.said.set(mood, (google.said.get(mood) ?? 0) + 1);
    const isToken = request.url === '/token';
    if (mood === 'hangs_up') request.socket.destroy();
    else if (isToken && mood === 'repeats_assertion') answer(response, 400, refusedGrant(body));
    else if (isToken) answer(response, 200, { access_token: token, expires_in: 3599, token_type: 'Bearer' });
    else if (mood === 'helpful' || mood === 'repeats_assertion')
      await passOn(emulatorUrl, request, body, response);
    else if (mood === 'repeats_in_a_page') answer(response, 502, `<html>${all(request, body)}</html>`);
    else answer(response, mood === 'refuses_token' ? 401 : 400, { error: { message: all(request, body) } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const google: EchoingGoogle = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: 'helpful',
    said: new Map(),
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return google;
}

function refusedGrant(body: string): object {
  const assertion = new URLSearchParams(body).get('assertion');
  return { error: 'invalid_grant', error_description: `Bad ${assertion} in ${body}` };
}

/** Addresses first, since messages are cut. */
function all({ headers }: IncomingMessage, body: string): string {
  const addresses = body.match(/[\w.+-]+@[\w.-]+/g) ?? [];
  return `${addresses.slice(0, 3)} ${headers.authorization?.slice('Bearer '.length)} ${JSON.stringify(headers)} ${body}`;
}

async function passOn(
  url: string,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET' } = request;
  const answered = await fetch(url + request.url, {
    method,
    headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
    ...(method === 'GET' ? {} : { body }),
  });
  answer(response, answered.status, await answered.text());
}

function answer(response: ServerResponse, status: number, body: object | string): void {
  const type = status === 502 ? 'text/html' : 'application/json';
  response
    .writeHead(status, { 'content-type': type })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}
