import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Reads a file line by line without holding all of it. Each complete line comes with the offset just behind its newline;
 * a last line without a newline is not given.
 */
export function* readLines(file: string): Generator<{ readonly text: string; readonly end: number }> {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let parts: Buffer[] = [];
    let offset = 0;
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      let start = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0 && at < read; at = chunk.indexOf(NEWLINE, start)) {
        parts.push(Buffer.from(chunk.subarray(start, at)));
        start = at + 1;
        yield { text: Buffer.concat(parts).toString('utf8'), end: offset + start };
        parts = [];
      }
      parts.push(Buffer.from(chunk.subarray(start, read)));
      offset += read;
    }
  } finally {
    closeSync(handle);
  }
}
