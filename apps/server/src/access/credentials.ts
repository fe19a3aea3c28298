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

/** Whose a credential is; `undefined` when it is nobody's, whatever is wrong with it. */
export type CheckCredential = (text: string) => ResultAsync<Caller | undefined, CredentialUnchecked>;

/** Each source is asked for what it knows by its form: a token is nobody's API key. */
export function checkCredential({ apiKeys, keysFile, tokens }: CredentialSources): CheckCredential {
  return (text) => {
    const filed = keysFile?.callerOf(text);
    if (filed !== undefined) return okAsync(filed);
    if (tokens !== undefined && text.split('.').length === 3) return tokens.check(text);
    return apiKeys.check(text).map((key) => key && { scopes: key.scopes, key_id: key.key_id });
  };
}
