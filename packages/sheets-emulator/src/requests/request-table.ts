import { autoFillRequests } from './auto-fill-requests.ts';
import { autoResizeRequests } from './auto-resize-requests.ts';
import { bandingRequests } from './banding-requests.ts';
import { borderRequests } from './border-requests.ts';
import { cellRequests } from './cell-requests.ts';
import { conditionalFormatRequests } from './conditional-format-requests.ts';
import { dimensionGroupRequests } from './dimension-group-requests.ts';
import { dimensionRequests } from './dimension-requests.ts';
import type { Handlers } from './edit.ts';
import { embeddedObjectRequests } from './embedded-object-requests.ts';
import { filterRequests } from './filter-requests.ts';
import { filterViewRequests } from './filter-view-requests.ts';
import { findReplaceRequests } from './find-replace-requests.ts';
import { mergeRequests } from './merge-requests.ts';
import { metadataRequests } from './metadata-requests.ts';
import { namedRangeRequests } from './named-range-requests.ts';
import { pasteRequests } from './paste-requests.ts';
import { protectedRangeRequests } from './protected-range-requests.ts';
import { rangeRequests } from './range-requests.ts';
import { rowSetRequests } from './row-set-requests.ts';
import { sheetRequests } from './sheet-requests.ts';
import { sortRequests } from './sort-requests.ts';
import { tableRequests } from './table-requests.ts';
import { textRequests } from './text-requests.ts';
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
  ...autoFillRequests,
  ...autoResizeRequests,
  ...bandingRequests,
  ...borderRequests,
  ...conditionalFormatRequests,
  ...dimensionGroupRequests,
  ...embeddedObjectRequests,
  ...filterViewRequests,
  ...pasteRequests,
  ...rowSetRequests,
  ...tableRequests,
  ...textRequests,
};
