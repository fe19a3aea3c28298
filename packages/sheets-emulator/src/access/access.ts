import { verify } from 'node:crypto';
import { forbidden } from '../api/api-error.ts';
import { badToken, noCredentials } from './auth-error.ts';

/** Who calls when the call does not say. */
export const DEFAULT_CALLER = 'emulator@sheets-emulator.iam.gserviceaccount.com';

type Share = 'none' | 'reader';

/**
 * Who may call, and what they may see. At first everybody may do everything, with any token or none; tests take that
 * away and give it back.
 */
export class Access {
  readonly #shares = new Map<string, Share>();
  readonly #callers = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  #fresh: Set<string> | undefined;
  #grantRefusal: string | undefined;
  #issued = 0;

  /** Takes a spreadsheet away from every caller, or leaves reading alone: the answer is 403. */
  revoke(spreadsheetId: string, leave: 'nothing' | 'reading' = 'nothing'): void {
    this.#shares.set(spreadsheetId, leave === 'reading' ? 'reader' : 'none');
  }

  /** Gives a spreadsheet back to every caller. */
  share(spreadsheetId: string): void {
    this.#shares.delete(spreadsheetId);
  }

  /** From now on every token there is, and none at all, is refused. A token issued later is good. */
  expireTokens(): void {
    this.#fresh = new Set();
  }

  /** Back to accepting any token, or none. */
  acceptAnyToken(): void {
    this.#fresh = undefined;
  }

  /** From now on no token is issued: the token endpoint answers 400 `invalid_grant` with this description. */
  refuseTokens(description = 'Invalid JWT Signature.'): void {
    this.#grantRefusal = description;
  }

  /** Issues tokens again. */
  issueTokens(): void {
    this.#grantRefusal = undefined;
  }

  /** Why no token is issued at present; `undefined` when tokens are. */
  get grantRefusal(): string | undefined {
    return this.#grantRefusal;
  }

  /** From now on, an assertion of this service account must be signed with the private key to this public one (PEM). */
  knowKey(email: string, publicKey: string): void {
    this.#keys.set(email, publicKey);
  }

  /** Whether an assertion is signed as it must be. One of an account without a known key always is. */
  isSigned(email: string, assertion: string): boolean {
    const key = this.#keys.get(email);
    if (key === undefined) return true;
    const [head = '', payload = '', signature = ''] = assertion.split('.');
    const signed = Buffer.from(`${head}.${payload}`);
    return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'));
  }

  /** Makes a token for a caller. */
  issue(email: string): string {
    this.#issued += 1;
    const token = `ya29.emulator-${this.#issued}`;
    this.#callers.set(token, email);
    this.#fresh?.add(token);
    return token;
  }

  /** Who makes a call with this `Authorization` header. Throws the 401, or the 403 of who `reads` without any. */
  callerOf(authorization: string | undefined, reads: boolean): string {
    const token = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1];
    if (this.#fresh !== undefined && token === undefined) throw noCredentials(reads);
    if (this.#fresh !== undefined && token !== undefined && !this.#fresh.has(token)) throw badToken();
    return (token === undefined ? undefined : this.#callers.get(token)) ?? DEFAULT_CALLER;
  }

  /** Throws the 403 when nobody may do this with the file. */
  check(fileId: string | undefined, changes: boolean): void {
    const share = fileId === undefined ? undefined : this.#shares.get(fileId);
    if (share === 'none' || (share === 'reader' && changes)) throw forbidden();
  }
}
