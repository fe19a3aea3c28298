import type { ApiError } from './api-error.ts';
import { DriveError } from './drive-error.ts';

/** The body of the answer that refuses. */
export const errorBody = (error: ApiError): unknown => {
  if (error instanceof DriveError) {
    const { code, message, reason, location } = error;
    const place = location === undefined ? {} : { locationType: 'parameter', location };
    return { error: { errors: [{ domain: 'global', reason, message, ...place }], code, message } };
  }
  const { code, message, status, details } = error;
  return { error: { code, message, status, ...(details === undefined ? {} : { details }) } };
};
