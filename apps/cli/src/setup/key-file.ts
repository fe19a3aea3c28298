import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import { whyFileFails } from '../why-file-fails.js';

/** Credentials for Google in a file. */
export interface KeyFile {
  readonly path: string;
  /** The address to share spreadsheets with; `undefined` for a person's login, which needs no sharing. */
  readonly account: string | undefined;
}

/** No key is longer, in bytes: a folder may hold JSON of any size. */
const LONGEST_KEY = 65_536;

/** Reads a file that is said to hold credentials. The error is a clause that follows its name. */
export async function readKeyFile(file: string): Promise<Result<KeyFile, string>> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return err('is a folder, not the key file itself');
    if (found.size > LONGEST_KEY) return err('is much too long to be a key');
    return judged(file, await readFile(file, 'utf8'));
  } catch (cause) {
    return err(`cannot be read: ${whyFileFails(cause)}`);
  }
}

/** The keys of service accounts in a folder, by name. Whatever cannot be read is none. */
export async function keyFilesIn(folder: string): Promise<KeyFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found: KeyFile[] = [];
  for (const name of names.filter((each) => each.toLowerCase().endsWith('.json')).sort()) {
    const key = await readKeyFile(path.join(folder, name));
    if (key.isOk() && key.value.account !== undefined) found.push(key.value);
  }
  return found;
}

function judged(file: string, text: string): Result<KeyFile, string> {
  const { type, client_email: account, private_key: key, installed, web } = partsOf(text);
  if (typeof account === 'string' && typeof key === 'string') return ok({ path: file, account });
  if (type === 'authorized_user' || type === 'external_account')
    return ok({ path: file, account: undefined });
  if (installed !== undefined || web !== undefined)
    return err('is the secret of an OAuth client; what is needed is the key of a service account');
  return err('is not the key of a service account: it has no client_email and private_key');
}

type Parts = Readonly<
  Partial<Record<'type' | 'client_email' | 'private_key' | 'installed' | 'web', unknown>>
>;

/** Nothing, for what is no JSON object. */
function partsOf(text: string): Parts {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
