import { isUtf8 } from 'node:buffer';
import { err, fromThrowable, type Result } from 'neverthrow';

/** Far deeper than any body we take, far shallower than what overflows a recursive reader. */
const MAX_DEPTH = 100;

/** Why bytes are not JSON, as one sentence for the sender. */
export type JsonProblem = { readonly type: 'malformed_json'; readonly message: string };

/** Reads a whole body as JSON. Never throws, whatever the bytes. */
export function parseJson(bytes: Buffer): Result<unknown, JsonProblem> {
  if (bytes.length === 0) return malformed('The body is empty; send a JSON document.');
  if (!isUtf8(bytes)) return malformed('The body is not valid UTF-8.');
  return parseJsonText(bytes.toString('utf8'));
}

/** The same for text that somebody else decoded. */
export function parseJsonText(text: string): Result<unknown, JsonProblem> {
  if (isDeeperThan(text, MAX_DEPTH)) return malformed(`The JSON is nested deeper than ${MAX_DEPTH} levels.`);
  return parse(text);
}

const parse = fromThrowable(
  (text: string): unknown => JSON.parse(text),
  (cause): JsonProblem => ({
    type: 'malformed_json',
    message: `The body is not JSON: ${cause instanceof Error ? shortened(cause.message) : 'it cannot be read'}.`,
  }),
);

function malformed(message: string): Result<never, JsonProblem> {
  return err({ type: 'malformed_json', message });
}

/** The parser quotes the text it stumbled on, which can be as long as the body. */
function shortened(message: string): string {
  return message.length <= 160 ? message : `${message.slice(0, 160)}…`;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Counts brackets outside strings; text that is not JSON gives a number that does not matter. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) inString = !inString;
    else if (inString) index += code === BACKSLASH ? 1 : 0;
    else if (OPENING.has(code)) depth += 1;
    else if (CLOSING.has(code)) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}
