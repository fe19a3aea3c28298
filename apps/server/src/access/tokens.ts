import { idSchema, type Scope } from '@quiz-sync/core';
import type { Caller } from '@quiz-sync/express';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { KeysUnavailable } from './remote-keys.js';

/** What a token is held against. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Signatures by a private key alone: nothing that is public can make one. */
  readonly algorithms: readonly string[];
  /** Seconds by which clocks may differ. */
  readonly clockTolerance: number;
}

/** The keys that would tell cannot be had. */
export interface IdentityUnavailable {
  readonly type: 'identity_provider_unavailable';
}

/** Tokens of an identity provider, each of which speaks for one learner. */
export interface Tokens {
  /** The learner of a token that is to be let in; `undefined` for every other token. */
  check(token: string): ResultAsync<Caller | undefined, IdentityUnavailable>;
}

/** What a learner may do, about none but themselves. Scopes that the token names are those of another service. */
const LEARNERS_SCOPES: readonly Scope[] = ['submit', 'read'];

/** `keyFor` finds the key that a token says it was signed with; throws {@link KeysUnavailable} when it cannot look. */
export function createTokens(rules: TokenRules, keyFor: JWTVerifyGetKey): Tokens {
  const { issuer, audience, algorithms, clockTolerance } = rules;
  const claims = { issuer, audience, algorithms: [...algorithms], clockTolerance };
  return {
    check: (token) =>
      new ResultAsync(checked(() => jwtVerify(token, keyFor, { ...claims, requiredClaims: ['sub', 'exp'] }))),
  };
}

/** Whatever makes a token bad is no concern of whoever sends it: there is one answer to all of it. */
async function checked(
  verify: () => ReturnType<typeof jwtVerify>,
): Promise<Result<Caller | undefined, IdentityUnavailable>> {
  try {
    const { payload } = await verify();
    const user_id = idSchema.safeParse(payload.sub);
    return ok(user_id.success ? { scopes: LEARNERS_SCOPES, user_id: user_id.data } : undefined);
  } catch (cause) {
    if (cause instanceof KeysUnavailable) return err({ type: 'identity_provider_unavailable' });
    return ok(undefined);
  }
}
