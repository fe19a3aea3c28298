import { ApiError } from '../api/api-error.ts';

/** One thing that is wrong with a request: where (empty for the request as a whole), and what, in Google's words. */
export interface Violation {
  readonly field: string;
  readonly description: string;
}

/** The 400 that lists everything that could not be read, in the order in which it came. */
export const badRequest = (violations: readonly Violation[]): ApiError =>
  new ApiError(400, violations.map(({ description }) => description).join('\n'), [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: violations.map(({ field, description }) =>
        field === '' ? { description } : { field, description },
      ),
    },
  ]);
