import { gridRangeOf } from '../ranges/area.ts';
import type { BandedRange } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { SheetCollection } from './sheet-collection.ts';

const bandings = new SheetCollection('bandedRanges', 'banding', (banding) => banding.bandedRangeId);

const finished = (edit: Edit, banding: BandedRange): BandedRange => {
  const sheet = gridSheet(edit, banding.range?.sheetId);
  return { ...banding, range: gridRangeOf(sheet.sheetId, checkedArea(sheet, banding.range ?? {})) };
};

const addBanding: Handler<'addBanding'> = (edit, { bandedRange = {} }) => {
  const bandedRangeId = bandings.newId(edit, bandedRange.bandedRangeId);
  const added = finished(edit, { ...bandedRange, bandedRangeId });
  bandings.add(edit, bandedRange.range?.sheetId ?? 0, added);
  return { addBanding: { bandedRange: added } };
};

const updateBanding: Handler<'updateBanding'> = (edit, { bandedRange = {}, fields }) => {
  const mask = updateMask(fields, 'BandedRange');
  const held = bandings.find(edit, bandedRange.bandedRangeId);
  const merged = mergeByMask(held.item, bandedRange, mask);
  bandings.replace(edit, held, finished(edit, { ...merged, bandedRangeId: held.item.bandedRangeId }));
  return undefined;
};

const deleteBanding: Handler<'deleteBanding'> = (edit, { bandedRangeId }) => {
  bandings.remove(edit, bandings.find(edit, bandedRangeId));
  return undefined;
};

/** Requests about rows or columns in alternating colours. */
export const bandingRequests: Handlers = { addBanding, updateBanding, deleteBanding };
