import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ApiError } from '../api/api-error.ts';
import { errorBody } from '../api/error-body.ts';
import { RawAnswer } from '../api/operation.ts';

/** An answer that is ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };

/** Small answers are not worth packing. */
const GZIP_FROM = 1024;

/** A JSON answer. Pretty unless told otherwise, as Google does it. */
export const jsonAnswer = (status: number, body: unknown, pretty: boolean): Answer => {
  const text = pretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body);
  return { status, headers: JSON_TYPE, body: Buffer.from(text) };
};

/** The answer to a call that was carried out. */
export const resultAnswer = (result: unknown, pretty: boolean): Answer => {
  if (result === undefined) return { status: 204, headers: {}, body: Buffer.alloc(0) };
  if (result instanceof RawAnswer) {
    return {
      status: 200,
      headers: { 'content-type': result.contentType },
      body: Buffer.from(result.content),
    };
  }
  return jsonAnswer(200, result, pretty);
};

export const errorAnswer = (error: ApiError, pretty: boolean, lists = false): Answer =>
  jsonAnswer(error.code, errorBody(error, lists), pretty);

const HTML = { 'content-type': 'text/html; charset=UTF-8' };

/** The page that Google answers for an address that leads nowhere. */
export const notFoundPage = (path: string): Answer => ({
  status: 404,
  headers: HTML,
  body: Buffer.from(
    `<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error 404 (Not Found)!!1</title>\n  <p><b>404.</b> <ins>That’s an error.</ins>\n  <p>The requested URL <code>${path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code> was not found on this server.  <ins>That’s all we know.</ins>\n`,
  ),
});

/** A page where JSON was expected, as a proxy or a failing front end answers it. */
export const strayPage = (status: number): Answer => ({
  status,
  headers: HTML,
  body: Buffer.from(
    '<!DOCTYPE html>\n<html lang=en>\n  <title>Sorry</title>\n  <p>Please try again later.\n',
  ),
});

/** Packs an answer when the client takes it packed. */
export const packed = (answer: Answer, acceptEncoding: string | undefined): Answer => {
  if (answer.body.length < GZIP_FROM || !/\bgzip\b/.test(acceptEncoding ?? '')) return answer;
  const headers = { ...answer.headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
  return { ...answer, headers, body: gzipSync(answer.body, { level: 1 }) };
};

export const send = (response: ServerResponse, answer: Answer): void => {
  const { status, headers, body } = answer;
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': body.length });
  response.end(body);
};
