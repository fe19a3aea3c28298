import { ApiError } from './api-error.ts';

/** A refusal in the form that Drive has: with a list of errors, their domain and reason. */
export class DriveError extends ApiError {
  readonly reason: string;
  readonly location: string | undefined;

  constructor(code: number, reason: string, message: string, location?: string) {
    super(code, message);
    this.reason = reason;
    this.location = location;
  }
}

/** Drive's 404 for a file that is not there. */
export const driveNotFound = (id: string): DriveError =>
  new DriveError(404, 'notFound', `File not found: ${id}.`, 'fileId');
