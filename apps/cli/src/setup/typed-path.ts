import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path that somebody typed, pasted or dragged into the terminal, which puts quotes around it or backslashes before
 * its spaces, as shells want them.
 */
export function typedPath(typed: string, home: string | undefined): string {
  const text = typed.trim();
  if (text.startsWith('file://')) return fromAddress(text);
  const bare = /^(['"])(.*)\1$/.exec(text)?.[2] ?? unescaped(text);
  return home !== undefined && /^~(?=\/|$)/.test(bare) ? path.join(home, bare.slice(1)) : bare;
}

/** On Windows a backslash parts folders. */
function unescaped(text: string): string {
  return path.sep === '\\' ? text : text.replaceAll(/\\(.)/g, '$1');
}

function fromAddress(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    return address;
  }
}
