import { gridRangeOf } from '../ranges/area.ts';
import type { FilterView } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { withBothForms } from './filter-criteria.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { SheetCollection } from './sheet-collection.ts';

const views = new SheetCollection('filterViews', 'filter view', (view) => view.filterViewId);

const finished = (edit: Edit, view: FilterView): FilterView => {
  if (view.range === undefined) return withBothForms(view);
  const sheet = gridSheet(edit, view.range.sheetId);
  const range = gridRangeOf(sheet.sheetId, checkedArea(sheet, view.range));
  return withBothForms({ ...view, range });
};

const addFilterView: Handler<'addFilterView'> = (edit, { filter = {} }) => {
  const filterViewId = views.newId(edit, filter.filterViewId);
  const count = gridSheet(edit, filter.range?.sheetId).filterViews.length;
  const title = filter.title ?? `Filter ${count + 1}`;
  const added = finished(edit, { ...filter, filterViewId, title });
  views.add(edit, filter.range?.sheetId ?? 0, added);
  return { addFilterView: { filter: added } };
};

const updateFilterView: Handler<'updateFilterView'> = (edit, { filter = {}, fields }) => {
  const mask = updateMask(fields, 'FilterView');
  const held = views.find(edit, filter.filterViewId);
  const merged = mergeByMask(held.item, filter, mask);
  views.replace(edit, held, finished(edit, { ...merged, filterViewId: held.item.filterViewId }));
  return undefined;
};

const duplicateFilterView: Handler<'duplicateFilterView'> = (edit, { filterId }) => {
  const { sheet, item } = views.find(edit, filterId);
  const copy = { ...item, filterViewId: views.newId(edit, undefined), title: `Copy of ${item.title ?? ''}` };
  views.add(edit, sheet.sheetId, copy);
  return { duplicateFilterView: { filter: copy } };
};

const deleteFilterView: Handler<'deleteFilterView'> = (edit, { filterId }) => {
  views.remove(edit, views.find(edit, filterId));
  return undefined;
};

/** Requests about filters that are kept for people to choose from. */
export const filterViewRequests: Handlers = {
  addFilterView,
  updateFilterView,
  duplicateFilterView,
  deleteFilterView,
};
