import { ApiError } from '../api/api-error.ts';

const LONG =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** A refusal because of who calls. Drive says it a second time, shorter. */
export class AuthError extends ApiError {
  readonly reason: string;
  readonly short: string;

  constructor(code: 401 | 403, message: string, reason: string, short: string) {
    super(code, message);
    this.reason = reason;
    this.short = short;
  }
}

/** A token that is no good. */
export const badToken = (): AuthError =>
  new AuthError(
    401,
    `Request had invalid authentication credentials. ${LONG}`,
    'authError',
    'Invalid Credentials',
  );

/** No token at all. What is only read may be asked for with a key, and so is refused differently. */
export const noCredentials = (reads: boolean): AuthError => {
  if (!reads) {
    const message = `Request is missing required authentication credential. ${LONG}`;
    return new AuthError(401, message, 'required', 'Login Required.');
  }
  const message =
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";
  return new AuthError(403, message, 'forbidden', message);
};

/** A key where somebody must be named. */
export const keyWrites = (): AuthError => {
  const message =
    'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication';
  return new AuthError(401, message, 'required', 'Login Required.');
};
