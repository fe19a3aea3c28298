import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { err, ok, type Result } from 'neverthrow';
import type { TransportFailure } from './request-failure.js';

/** By `Content-Encoding`. */
const DECOMPRESSORS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * All bytes of a body, decompressed. Never rejects. A body that is too large is given up as soon as that shows: no more
 * than `limitBytes` and a piece is ever held, inflated or, compressed, taken in (there is gzip that goes on for ever and
 * says nothing), and whoever sends without end is told at once. What still
 * comes is thrown away until it ends, or until the server's own time-out, so that the answer is not lost in a reset.
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
): Promise<Result<Buffer, TransportFailure>> {
  if (request.destroyed) return givenUp(request, BROKEN);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decompressor = DECOMPRESSORS.get(encoding);
  if (decompressor === undefined && encoding !== 'identity') return givenUp(request, UNKNOWN_ENCODING);
  if (Number(request.headers['content-length']) > limitBytes)
    return givenUp(request, { type: 'body_too_large', limitBytes });
  return collect(request, decompressor?.(), limitBytes);
}

const UNKNOWN_ENCODING: TransportFailure = {
  type: 'unsupported_media_type',
  message: 'The Content-Encoding is not known here.',
};
const BROKEN: TransportFailure = {
  type: 'body_unreadable',
  message: 'The body broke off or cannot be decompressed.',
};

function givenUp(
  request: IncomingMessage,
  failure: TransportFailure,
): Promise<Result<never, TransportFailure>> {
  discard(request);
  return Promise.resolve(err(failure));
}

function collect(
  request: IncomingMessage,
  decompressor: Transform | undefined,
  limitBytes: number,
): Promise<Result<Buffer, TransportFailure>> {
  const source: Readable = decompressor === undefined ? request : request.pipe(decompressor);
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const [fits, fitsCompressed] = [upTo(limitBytes), upTo(limitBytes)];
    const settle = (outcome: Result<Buffer, TransportFailure>) => {
      source.off('data', take);
      request.off('data', count);
      if (outcome.isErr()) {
        decompressor?.destroy();
        discard(request);
      }
      resolve(outcome);
    };
    const tooLarge = () => settle(err({ type: 'body_too_large', limitBytes }));
    const take = (piece: Buffer) => (fits(piece) ? pieces.push(piece) : tooLarge());
    const count = (piece: Buffer) => fitsCompressed(piece) || tooLarge();
    source.on('data', take);
    if (decompressor !== undefined) request.on('data', count);
    source.once('end', () => settle(ok(Buffer.concat(pieces))));
    decompressor?.on('error', () => settle(err(BROKEN)));
    // Comes last in any case, and first when the client goes away: nothing then ends what is piped from it.
    request.once('close', () => request.complete || settle(err(BROKEN)));
    request.on('error', () => settle(err(BROKEN)));
  });
}

/** Whether all pieces so far are within a number of bytes. */
function upTo(limitBytes: number): (piece: Buffer) => boolean {
  let length = 0;
  return (piece) => {
    length += piece.length;
    return length <= limitBytes;
  };
}

/** Lets what is still to come flow into nothing. A client that goes away meanwhile is nobody's error. */
function discard(request: IncomingMessage): void {
  request.on('error', () => {});
  request.unpipe();
  request.resume();
}
