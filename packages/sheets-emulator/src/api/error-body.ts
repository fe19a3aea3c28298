import { AuthError } from '../access/auth-error.ts';
import type { ApiError } from './api-error.ts';
import { DriveError } from './drive-error.ts';

/** What Drive's answers say of callers, beside what those of Sheets say. */
const listed = ({ code, short, reason }: AuthError) => {
  const place = code === 401 ? { location: 'Authorization', locationType: 'header' } : {};
  return { errors: [{ message: short, domain: 'global', reason, ...place }] };
};

/** The body of the answer that refuses; `ofDrive` when it is a method of Drive that does. */
export const errorBody = (error: ApiError, ofDrive: boolean): unknown => {
  if (error instanceof DriveError) {
    const { code, message, reason, location } = error;
    const place = location === undefined ? {} : { locationType: 'parameter', location };
    return { error: { errors: [{ domain: 'global', reason, message, ...place }], code, message } };
  }
  const { code, message, status, details } = error;
  const errors = ofDrive && error instanceof AuthError ? listed(error) : {};
  return { error: { code, message, ...errors, status, ...(details === undefined ? {} : { details }) } };
};
