import type { ApiKeys, StoreError } from '@quiz-sync/core';
import type { Caller } from '@quiz-sync/express';
import { okAsync, type ResultAsync } from 'neverthrow';
import type { KeysFile } from './keys-file.js';
import type { IdentityUnavailable, Tokens } from './tokens.js';

/** Whether a credential is good cannot be told now. */
export type CredentialUnchecked = StoreError | IdentityUnavailable;

/** Where it is looked up who a credential belongs to. */
export interface CredentialSources {
  readonly apiKeys: Pick<ApiKeys, 'check'>;
  readonly keysFile: KeysFile | undefined;
  readonly tokens: Tokens | undefined;
}

/** Whose a credential is. */
export interface Known {
  readonly caller: Caller;
  /** A key of the file, named so: its hash does not tell whether somebody made it up, and others could. */
  readonly guessable: string | undefined;
}

/**
 * `undefined` when it is nobody's, whatever is wrong with it. Costs some hashes; or a signature, when it looks like a
 * token; or a read of the store, when it looks like a key of ours, down to the checksum.
 */
export type CheckCredential = (text: string) => ResultAsync<Known | undefined, CredentialUnchecked>;

/** Each source is asked for what it knows by its form: a token is nobody's API key. */
export function checkCredential({ apiKeys, keysFile, tokens }: CredentialSources): CheckCredential {
  return (text) => {
    const filed = keysFile?.callerOf(text);
    if (filed !== undefined) return okAsync({ caller: filed, guessable: filed.key_id });
    if (tokens !== undefined && text.split('.').length === 3) return tokens.check(text).map(known);
    return apiKeys.check(text).map((key) => known(key && { scopes: key.scopes, key_id: key.key_id }));
  };
}

/** Nobody guesses a signature, nor 256 random bits. */
function known(caller: Caller | undefined): Known | undefined {
  return caller && { caller, guessable: undefined };
}
