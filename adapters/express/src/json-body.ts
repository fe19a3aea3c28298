import type { NextFunction, Request, Response } from 'express';
import { ok, type Result } from 'neverthrow';
import { parseJson, parseJsonText } from './parse-json.js';
import { readBody } from './read-body.js';
import type { TransportFailure } from './request-failure.js';
import { sendProblem } from './send.js';

/** Largest body, in bytes, after decompression. */
export const MAX_BODY_BYTES = 256 * 1024;

/** `application/json`, with no charset or UTF-8, as RFC 8259 has it. */
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/**
 * Reads the body as JSON into `request.body`, or answers why not. Needs nothing of the embedding app, and takes what
 * the app's own `express.json()` may have parsed before.
 */
export async function jsonBody(request: Request, response: Response, next: NextFunction): Promise<void> {
  const type = request.headers['content-type'];
  if (type === undefined || !JSON_TYPE.test(type)) {
    sendProblem(response, {
      type: 'unsupported_media_type',
      message: `Send the body as "Content-Type: application/json" in UTF-8${type === undefined ? '' : `, not ${type.slice(0, 100)}`}.`,
    });
    return;
  }
  const body = wasRead(request)
    ? parsed(request.body)
    : (await readBody(request, MAX_BODY_BYTES)).andThen(parseJson);
  body.match(
    (value) => {
      request.body = value;
      next();
    },
    (failure) => sendProblem(response, failure),
  );
}

function wasRead(request: Request): boolean {
  return request.body !== undefined || request.readableEnded;
}

/** What lies in `request.body`: bytes, text, or whatever else the embedding app made of them. */
function parsed(body: unknown): Result<unknown, TransportFailure> {
  if (Buffer.isBuffer(body)) return parseJson(body);
  if (typeof body === 'string') return parseJsonText(body);
  if (body === undefined) return parseJson(Buffer.alloc(0));
  return ok(body);
}
