import { cellRequests } from './cell-requests.ts';
import { dimensionRequests } from './dimension-requests.ts';
import type { Handlers } from './edit.ts';
import { filterRequests } from './filter-requests.ts';
import { findReplaceRequests } from './find-replace-requests.ts';
import { mergeRequests } from './merge-requests.ts';
import { metadataRequests } from './metadata-requests.ts';
import { namedRangeRequests } from './named-range-requests.ts';
import { protectedRangeRequests } from './protected-range-requests.ts';
import { rangeRequests } from './range-requests.ts';
import { sheetRequests } from './sheet-requests.ts';
import { sortRequests } from './sort-requests.ts';
import { validationRequests } from './validation-requests.ts';

/** All kinds of requests that a batch may hold, each with what carries it out. */
export const REQUEST_TABLE: Handlers = {
  ...sheetRequests,
  ...cellRequests,
  ...dimensionRequests,
  ...rangeRequests,
  ...sortRequests,
  ...namedRangeRequests,
  ...protectedRangeRequests,
  ...filterRequests,
  ...validationRequests,
  ...findReplaceRequests,
  ...mergeRequests,
  ...metadataRequests,
};
