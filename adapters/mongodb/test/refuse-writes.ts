import { BSON } from 'mongodb';
import { isWrite } from './wire-command.js';

/** Why a server takes no writes, in its own words, and whether it says so of the command or of the document. */
export interface RefusedWrite {
  readonly code: number;
  readonly errmsg: string;
  readonly of: 'command' | 'document';
}

/** For a proxy: the server's answer to every write but the first `taken`. */
export function refuseWrites(refused: RefusedWrite, taken = 0): (bytes: Buffer) => Buffer | undefined {
  let writes = 0;
  return (bytes) => {
    if (!isWrite(bytes)) return undefined;
    writes += 1;
    return writes > taken ? refusalOf(bytes, refused) : undefined;
  };
}

const OP_MSG = 2013;
const HEADER = 16;

/** A whole message: its size, its own number, the number of the command that it answers, then flags and one document. */
function refusalOf(command: Buffer, { code, errmsg, of }: RefusedWrite): Buffer {
  const said =
    of === 'command' ? { ok: 0, code, errmsg } : { ok: 1, n: 0, writeErrors: [{ index: 0, code, errmsg }] };
  const document = BSON.serialize(said);
  const message = Buffer.alloc(HEADER + 4 + 1 + document.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(command.readInt32LE(4), 8);
  message.writeInt32LE(OP_MSG, 12);
  message.set(document, HEADER + 4 + 1);
  return message;
}
