import { readFileSync } from 'node:fs';
import { err, ok, type Result } from 'neverthrow';
import { type UsageFailure, usage } from '../command-line/usage-failure.js';
import { whyFileFails } from '../why-file-fails.js';
import type { ServiceAddress } from './ask-service.js';

interface Given {
  readonly url: string;
  /** A file that holds the key and nothing else. */
  readonly keyFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
}

/** Where the service is, and the key for it: from a file or the environment, since other users see command lines. */
export function readAddress({ url, keyFile, env, stop }: Given): Result<ServiceAddress, UsageFailure> {
  const parsed = URL.parse(url);
  const isPlain = parsed !== null && parsed.username === '' && parsed.search === '' && parsed.hash === '';
  if (!isPlain || !/^https?:$/.test(parsed.protocol))
    return err(
      usage('--url must be the address of a service, such as http://127.0.0.1:3000, and nothing else'),
    );
  const base = parsed.href.replace(/\/+$/, '').replace(/\/api$/, '');
  return keyFrom(keyFile, env['QUIZ_SYNC_API_KEY']).map((key) => ({ url: base, key, stop }));
}

function keyFrom(
  keyFile: string | undefined,
  variable: string | undefined,
): Result<string | undefined, UsageFailure> {
  if (keyFile === undefined) return checked('QUIZ_SYNC_API_KEY', variable?.trim() || undefined);
  try {
    return checked(`--key-file ${keyFile}`, readFileSync(keyFile, 'utf8').trim());
  } catch (cause) {
    return err(usage(`--key-file ${keyFile} cannot be read: ${whyFileFails(cause)}`));
  }
}

/** What cannot stand in a header would be refused by the library, with the key in its message. */
function checked(from: string, key: string | undefined): Result<string | undefined, UsageFailure> {
  if (key === undefined || /^[\w.~+/=-]+$/.test(key)) return ok(key);
  return err(usage(`${from} holds no API key: letters, digits and . ~ + / = - _ on one line`));
}
