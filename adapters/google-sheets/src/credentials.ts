import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Who asks. Each is asked for no more than the use of spreadsheets. */
export type GoogleCredentials =
  /** A key file as Google's console gives it. Read at the first call, and again after a refusal: it may be replaced. */
  | { readonly type: 'service_account_file'; readonly path: string }
  /** Its two parts that matter, as environments hold them: line breaks of the key may be written as `\n`. */
  | { readonly type: 'service_account'; readonly clientEmail: string; readonly privateKey: string }
  /** Whatever this machine offers: `gcloud auth application-default login`, or the account the service runs as. */
  | { readonly type: 'application_default' };

export interface ServiceAccountKey {
  readonly clientEmail: string;
  readonly privateKey: string;
}

/** Credentials that are no service account's key, such as those of `gcloud` or of another cloud. */
export interface OtherKeyFile {
  readonly type: 'other';
  /** As the file calls it: `authorized_user`, `external_account`. */
  readonly kind: string;
  readonly json: object;
}

export type KeyFile = { readonly type: 'key'; readonly key: ServiceAccountKey } | OtherKeyFile;

/** Rejects with a message for people, and without any of the content. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const json = parseKeyFile(path, await textOfFile(path));
  const { client_email: clientEmail, private_key: privateKey, type: kind } = json;
  if (typeof clientEmail === 'string' && typeof privateKey === 'string') {
    return { type: 'key', key: checkedKey({ clientEmail, privateKey }) };
  }
  if (typeof kind === 'string' && kind !== 'service_account') return { type: 'other', kind, json };
  throw new Error(`the key file ${path} has no client_email and private_key`);
}

/** Mends what environments do to keys, and rejects what is none before anything is signed with it. */
export function checkedKey({ clientEmail, privateKey }: ServiceAccountKey): ServiceAccountKey {
  const mended = mendKey(privateKey);
  try {
    createPrivateKey(mended);
  } catch {
    throw new Error('the private key is not a key in PEM form (-----BEGIN PRIVATE KEY-----)');
  }
  return { clientEmail: clientEmail.trim(), privateKey: mended };
}

/** Line breaks written as two characters, and quotes around it all that were meant for a shell. */
export function mendKey(privateKey: string): string {
  const unquoted = privateKey.trim().replace(/^(["'])([\s\S]*)\1$/, '$2');
  return `${unquoted.replaceAll('\\r', '').replaceAll('\\n', '\n').trim()}\n`;
}

async function textOfFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'error';
    throw new Error(`the key file ${path} cannot be read (${code})`);
  }
}

interface KeyFileParts {
  readonly client_email?: unknown;
  readonly private_key?: unknown;
  readonly type?: unknown;
}

function parseKeyFile(path: string, text: string): KeyFileParts {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Told below: the parser's message would quote the content.
  }
  throw new Error(`the key file ${path} is not a JSON object`);
}
