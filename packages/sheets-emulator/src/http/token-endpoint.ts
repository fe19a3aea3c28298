import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Access, DEFAULT_CALLER } from '../access/access.ts';
import { jsonAnswer, send } from './answer.ts';
import { readBody } from './read-body.ts';

const LIFETIME = 3599;

const claims = (assertion: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const [, payload = ''] = assertion.split('.');
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const refusal = (error: string, description: string) =>
  jsonAnswer(400, { error, error_description: description }, true);

const granted = (access: Access, email: string, scope: string | null) =>
  jsonAnswer(
    200,
    {
      access_token: access.issue(email),
      expires_in: LIFETIME,
      token_type: 'Bearer',
      ...(scope === null ? {} : { scope }),
    },
    true,
  );

const answerGrant = (access: Access, form: URLSearchParams) => {
  if (access.grantRefusal !== undefined) return refusal('invalid_grant', access.grantRefusal);
  const type = form.get('grant_type') ?? '';
  if (type === 'refresh_token') {
    if (!form.get('refresh_token'))
      return refusal('invalid_request', 'Missing required parameter: refresh_token');
    return granted(access, DEFAULT_CALLER, form.get('scope'));
  }
  if (type !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return refusal('unsupported_grant_type', `Invalid grant_type: ${type}`);
  }
  const payload = claims(form.get('assertion') ?? '');
  const issuer = payload?.['iss'];
  if (typeof issuer !== 'string') return refusal('invalid_grant', 'Invalid JWT: Failed to parse.');
  if (!access.isSigned(issuer, form.get('assertion') ?? ''))
    return refusal('invalid_grant', 'Invalid JWT Signature.');
  return granted(access, issuer, null);
};

/** Whether a path is one of those under which Google issues tokens. */
export const isTokenPath = (path: string): boolean => /^\/(?:oauth2\/v[34]\/)?token$/.test(path);

/** Issues tokens for service accounts' assertions and for refresh tokens. */
export const answerToken = async (
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
): Promise<void> => {
  const { content } = await readBody(request);
  const text = content.toString('utf8');
  const isJson = request.headers['content-type']?.includes('json') === true;
  const form = isJson
    ? new URLSearchParams(JSON.parse(text) as Record<string, string>)
    : new URLSearchParams(text);
  send(response, answerGrant(access, form));
};
