import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { ApiError } from '../api/api-error.ts';

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

/** A body as JSON; `undefined` when there is none. Throws the API's 400 when it is not JSON. */
export const parseJson = (text: string): unknown => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const [line = ''] = text.split('\n');
    throw new ApiError(400, `Invalid JSON payload received. Unexpected token.\n${line.slice(0, 40)}\n^`);
  }
};
