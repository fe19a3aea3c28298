import { ApiError } from '../api/api-error.ts';
import type { CallKind } from '../api/operation.ts';

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Request contains an invalid argument.',
  401: 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  500: 'Internal error encountered.',
  502: 'Bad Gateway',
  503: 'The service is currently unavailable.',
};

const METRICS: Readonly<Record<CallKind, string>> = { read: 'Read', write: 'Write', other: 'Read' };

/** The 429 for a quota that is used up. */
export const quotaExceeded = (kind: CallKind, per: 'project' | 'user'): ApiError => {
  const name = METRICS[kind];
  const limit = per === 'user' ? `${name} requests per minute per user` : `${name} requests per minute`;
  const metric = `sheets.googleapis.com/${name.toLowerCase()}_requests`;
  return new ApiError(
    429,
    `Quota exceeded for quota metric '${name} requests' and limit '${limit}' of service 'sheets.googleapis.com' for consumer 'project_number:100000000000'.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'RATE_LIMIT_EXCEEDED',
        domain: 'googleapis.com',
        metadata: {
          service: 'sheets.googleapis.com',
          consumer: 'projects/100000000000',
          quota_metric: metric,
          quota_limit:
            per === 'user' ? `${name}RequestsPerMinutePerUser` : `${name}RequestsPerMinutePerProject`,
          quota_limit_value: per === 'user' ? '60' : '300',
          quota_unit: per === 'user' ? '1/min/{project}/{user}' : '1/min/{project}',
          quota_location: 'global',
        },
      },
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [
          {
            description: 'Request a higher quota limit.',
            url: 'https://cloud.google.com/docs/quotas/help/request_increase',
          },
        ],
      },
    ],
  );
};

/** What Google says with a status when it says nothing particular. */
export const defaultRefusal = (status: number, kind: CallKind): ApiError =>
  status === 429 ? quotaExceeded(kind, 'user') : new ApiError(status, MESSAGES[status] ?? 'Unknown Error.');
