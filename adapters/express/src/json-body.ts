import express, { type NextFunction, type Request, type Response } from 'express';
import { err, ok, type Result } from 'neverthrow';
import { parseJson, parseJsonText } from './parse-json.js';
import type { TransportFailure } from './request-failure.js';
import { sendProblem } from './send.js';

/** Largest body, in bytes, after decompression. */
export const MAX_BODY_BYTES = 256 * 1024;

const readBytes = express.raw({ type: () => true, limit: MAX_BODY_BYTES });

/** `application/json`, with no charset or UTF-8, as RFC 8259 has it. */
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/**
 * Reads the body as JSON into `request.body`, or answers why not. Needs nothing of the embedding app, and takes what
 * the app's own `express.json()` may have parsed before.
 */
export function jsonBody(request: Request, response: Response, next: NextFunction): void {
  const type = request.headers['content-type'];
  if (type === undefined || !JSON_TYPE.test(type)) {
    sendProblem(response, {
      type: 'unsupported_media_type',
      message: `Send the body as "Content-Type: application/json" in UTF-8${type === undefined ? '' : `, not ${type.slice(0, 100)}`}.`,
    });
    return;
  }
  readBytes(request, response, (error?: unknown) => {
    const body = error === undefined ? parsed(request.body) : err(readFailure(error));
    body.match(
      (value) => {
        request.body = value;
        next();
      },
      (failure) => sendProblem(response, failure),
    );
  });
}

/** What lies in `request.body`: bytes that we read, or whatever the embedding app made of them. */
function parsed(body: unknown): Result<unknown, TransportFailure> {
  if (Buffer.isBuffer(body)) return parseJson(body);
  if (typeof body === 'string') return parseJsonText(body);
  if (body === undefined) return parseJson(Buffer.alloc(0));
  return ok(body);
}

/** The reader's errors say what happened in `type`; those without one come from the decompressor or the socket. */
function readFailure(error: unknown): TransportFailure {
  switch (errorType(error)) {
    case 'entity.too.large':
      return { type: 'body_too_large', limitBytes: MAX_BODY_BYTES };
    case 'encoding.unsupported':
      return { type: 'unsupported_media_type', message: 'The Content-Encoding is not known here.' };
    case 'request.size.invalid':
      return { type: 'body_unreadable', message: 'The body is not as long as its Content-Length says.' };
    default:
      return { type: 'body_unreadable', message: 'The body broke off or cannot be decompressed.' };
  }
}

function errorType(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  return typeof error.type === 'string' ? error.type : undefined;
}
