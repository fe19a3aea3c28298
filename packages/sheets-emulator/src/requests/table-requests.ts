import { invalid } from '../api/api-error.ts';
import { areaOf, areasOverlap, gridRangeOf } from '../ranges/area.ts';
import type { Table } from '../schema/sheets-types.ts';
import { checkedArea, type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { SheetCollection } from './sheet-collection.ts';

const tables = new SheetCollection('tables', 'table', (table) => table.tableId);

const finished = (edit: Edit, table: Table): Table => {
  const sheet = gridSheet(edit, table.range?.sheetId);
  const area = checkedArea(sheet, table.range ?? {});
  const others = sheet.tables.filter(({ tableId }) => tableId !== table.tableId);
  if (others.some(({ range }) => areasOverlap(areaOf(range ?? {}, sheet.grid), area))) {
    throw invalid('A table cannot overlap another table.');
  }
  return { ...table, range: gridRangeOf(sheet.sheetId, area) };
};

const addTable: Handler<'addTable'> = (edit, { table = {} }) => {
  const tableId = table.tableId ?? edit.random.text(20);
  const added = finished(edit, { ...table, tableId });
  tables.add(edit, table.range?.sheetId ?? 0, added);
  return { addTable: { table: added } };
};

const updateTable: Handler<'updateTable'> = (edit, { table = {}, fields }) => {
  const mask = updateMask(fields, 'Table');
  const held = tables.find(edit, table.tableId);
  const merged = mergeByMask(held.item, table, mask);
  tables.replace(edit, held, finished(edit, { ...merged, tableId: held.item.tableId }));
  return undefined;
};

const deleteTable: Handler<'deleteTable'> = (edit, { tableId }) => {
  tables.remove(edit, tables.find(edit, tableId));
  return undefined;
};

/** Requests about tables. */
export const tableRequests: Handlers = { addTable, updateTable, deleteTable };
