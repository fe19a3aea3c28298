import { ApiError, invalid } from '../api/api-error.ts';
import type { Request, Response } from '../schema/sheets-types.ts';
import type { Edit } from './edit.ts';
import { REQUEST_TABLE } from './request-table.ts';

type AnyHandler = (edit: Edit, request: unknown) => Response | undefined;

const applyOne = (edit: Edit, request: Request, index: number): Response => {
  const [kind] = Object.keys(request) as (keyof Request)[];
  if (kind === undefined) throw invalid(`Invalid requests[${index}]: No request set.`);
  const handler = REQUEST_TABLE[kind] as AnyHandler | undefined;
  if (handler === undefined) {
    throw new ApiError(
      501,
      `Invalid requests[${index}].${kind}: The emulator does not know this kind of request.`,
    );
  }
  try {
    return handler(edit, request[kind]) ?? {};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.code, `Invalid requests[${index}].${kind}: ${error.message}`, error.details);
  }
};

/** Carries out the requests of a batch in order, inside an open transaction. Answers one reply for each. */
export const applyBatch = (edit: Edit, requests: readonly Request[]): readonly Response[] => {
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  return requests.map((request, i) => applyOne(edit, request, i));
};
