const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** The command that a piece of what a driver sends begins; `undefined` for the rest of a long message. */
export function commandOf(bytes: Buffer): string | undefined {
  // Header of 16 bytes (the last four say OP_MSG), flags, kind of section, size of the document, type of the element.
  const name = 16 + 4 + 1 + 4 + 1;
  if (bytes.length <= name || bytes.readInt32LE(12) !== 2013) return undefined;
  return bytes.toString('utf8', name, bytes.indexOf(0, name));
}

export function isWrite(bytes: Buffer): boolean {
  return WRITES.has(commandOf(bytes) ?? '');
}
