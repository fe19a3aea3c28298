import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { ApiError } from '../api/api-error.ts';
import { parseLenientJson } from './lenient-json.ts';

/** A request's body: as it came, and how much of it. */
export interface RequestBody {
  readonly content: Buffer;
  /** On the wire, before it was unpacked. */
  readonly bytes: number;
}

/** Far above what the real service takes, low enough to keep a mistake from filling the memory. */
const LIMIT = 256 * (1 << 20);

/** Reads all of a request's body, and unpacks it when it is gzipped. */
export const readBody = async (request: IncomingMessage): Promise<RequestBody> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LIMIT) throw new ApiError(413, 'Request entity is too large.');
    parts.push(part);
  }
  const content = Buffer.concat(parts);
  if (request.headers['content-encoding'] !== 'gzip' || content.length === 0) return { content, bytes };
  try {
    return { content: gunzipSync(content, { maxOutputLength: LIMIT }), bytes };
  } catch {
    throw new ApiError(400, 'Request contains an invalid argument.');
  }
};

/** A body as JSON; without a `body` when there is none. Throws the API's 400 when it cannot be read. */
export const readJson = (
  content: string,
): { readonly body?: unknown; readonly bodyText?: string | undefined } => {
  const text = content.replace(/^\uFEFF/, '');
  if (text.trim() === '') return {};
  try {
    return { body: JSON.parse(text), bodyText: text };
  } catch {
    return { body: parseLenientJson(text) };
  }
};

/** The same, for who needs no more than what was read. */
export const parseJson = (content: string): unknown => readJson(content).body;
