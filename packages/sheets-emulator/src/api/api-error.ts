/** Google's names of the outcomes, by HTTP status. Used where the API answers with a canonical error body. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  413: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
};

/**
 * A refusal in the words of the API. Thrown wherever a request turns out to be impossible: a transaction that is open
 * rolls back, and the HTTP edge turns it into an answer. Anything else that is thrown is a bug of the emulator.
 */
export class ApiError extends Error {
  readonly code: number;
  readonly status: string;
  readonly details: readonly unknown[] | undefined;

  constructor(code: number, message: string, details?: readonly unknown[]) {
    super(message);
    this.code = code;
    this.status = STATUS_NAMES[code] ?? 'UNKNOWN';
    this.details = details;
  }
}

/** A 400 `INVALID_ARGUMENT`, by far the most common refusal. */
export const invalid = (message: string): ApiError => new ApiError(400, message);

/** The 404 that the API gives for a spreadsheet which is not there, or which nobody may know to be there. */
export const notFound = (): ApiError => new ApiError(404, 'Requested entity was not found.');

/** The 403 for a spreadsheet that is not shared with the caller. */
export const forbidden = (): ApiError => new ApiError(403, 'The caller does not have permission');
