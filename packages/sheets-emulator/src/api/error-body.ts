import { AuthError } from '../access/auth-error.ts';
import type { ApiError } from './api-error.ts';
import { DriveError } from './drive-error.ts';

const REASONS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'notFound',
  429: 'rateLimitExceeded',
  501: 'notImplemented',
};

/** The same refusal in the older form, which Drive always adds and others do when they are asked to. */
const listed = (error: ApiError): Readonly<Record<string, string>> => {
  const { code, message } = error;
  if (error instanceof AuthError) {
    const place = code === 401 ? { location: 'Authorization', locationType: 'header' } : {};
    return { message: error.short, domain: 'global', reason: error.reason, ...place };
  }
  if (message.startsWith('Invalid value at ')) return { message, reason: 'invalid' };
  return { message, domain: 'global', reason: REASONS[code] ?? 'backendError' };
};

/** The body of the answer that refuses; `lists` when it says so a second time, in a list of errors. */
export const errorBody = (error: ApiError, lists: boolean): unknown => {
  if (error instanceof DriveError) {
    const { code, message, reason, location } = error;
    const place = location === undefined ? {} : { locationType: 'parameter', location };
    return { error: { errors: [{ domain: 'global', reason, message, ...place }], code, message } };
  }
  const { code, message, status, details } = error;
  const errors = lists ? { errors: [listed(error)] } : {};
  return { error: { code, message, ...errors, status, ...(details === undefined ? {} : { details }) } };
};
