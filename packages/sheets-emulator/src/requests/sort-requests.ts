import { invalid } from '../api/api-error.ts';
import { checkedArea, gridSheet, type Handler, type Handlers } from './edit.ts';
import { sortRows } from './sort-rows.ts';

const sortRange: Handler<'sortRange'> = (edit, { range = {}, sortSpecs = [] }) => {
  const sheet = gridSheet(edit, range.sheetId);
  const area = checkedArea(sheet, range);
  if (sortSpecs.length === 0) throw invalid('No sortSpecs specified.');
  sortRows(edit, sheet, area, sortSpecs);
  return undefined;
};

/** Requests that put rows in order. */
export const sortRequests: Handlers = { sortRange };
