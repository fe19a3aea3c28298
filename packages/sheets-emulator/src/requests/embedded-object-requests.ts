import { invalid } from '../api/api-error.ts';
import type { EmbeddedObjectPosition } from '../schema/sheets-types.ts';
import { type Edit, gridSheet, type Handler, type Handlers } from './edit.ts';
import { mergeByMask, updateMask } from './merge-by-mask.ts';
import { SheetCollection } from './sheet-collection.ts';
import { freeTitle, makeSheet } from './sheet-properties-change.ts';
import { newSheetId, placeSheet } from './sheet-requests.ts';

const charts = new SheetCollection('charts', 'chart', (chart) => chart.chartId);
const slicers = new SheetCollection('slicers', 'slicer', (slicer) => slicer.slicerId);

/** In pixels, as the API's reference gives it. */
const DEFAULT_SIZE = { widthPixels: 600, heightPixels: 371 };

/** The tab that an object is on. `newSheet` makes one for it, which here is an ordinary tab. */
const placed = (
  edit: Edit,
  position: EmbeddedObjectPosition = {},
): { sheetId: number; position: EmbeddedObjectPosition } => {
  if (position.newSheet === true) {
    const sheetId = newSheetId(edit, undefined);
    placeSheet(edit, makeSheet(sheetId, {}, freeTitle(edit.spreadsheet)), undefined);
    return { sheetId, position: { sheetId } };
  }
  const sheetId = position.overlayPosition?.anchorCell?.sheetId ?? position.sheetId ?? 0;
  gridSheet(edit, sheetId);
  const { overlayPosition } = position;
  if (overlayPosition === undefined) return { sheetId, position };
  return { sheetId, position: { ...position, overlayPosition: { ...DEFAULT_SIZE, ...overlayPosition } } };
};

const addChart: Handler<'addChart'> = (edit, { chart = {} }) => {
  const { sheetId, position } = placed(edit, chart.position);
  const added = { ...chart, chartId: charts.newId(edit, chart.chartId), position };
  charts.add(edit, sheetId, added);
  return { addChart: { chart: added } };
};

const updateChartSpec: Handler<'updateChartSpec'> = (edit, { chartId, spec }) => {
  const held = charts.find(edit, chartId);
  charts.replace(edit, held, { ...held.item, spec });
  return undefined;
};

const addSlicer: Handler<'addSlicer'> = (edit, { slicer = {} }) => {
  const { sheetId, position } = placed(edit, slicer.position);
  const added = { ...slicer, slicerId: slicers.newId(edit, slicer.slicerId), position };
  slicers.add(edit, sheetId, added);
  return { addSlicer: { slicer: added } };
};

const updateSlicerSpec: Handler<'updateSlicerSpec'> = (edit, { slicerId, spec, fields }) => {
  const mask = updateMask(fields, 'SlicerSpec');
  const held = slicers.find(edit, slicerId);
  slicers.replace(edit, held, { ...held.item, spec: mergeByMask(held.item.spec, spec, mask) });
  return undefined;
};

const hasChart = (edit: Edit, id: number | undefined): boolean =>
  edit.spreadsheet.contents.sheets.some((sheet) => sheet.charts.some(({ chartId }) => chartId === id));
const hasSlicer = (edit: Edit, id: number | undefined): boolean =>
  edit.spreadsheet.contents.sheets.some((sheet) => sheet.slicers.some(({ slicerId }) => slicerId === id));

const missing = (id: number | undefined): Error => invalid(`No embedded object with id: ${id ?? 0}`);

const updateEmbeddedObjectPosition: Handler<'updateEmbeddedObjectPosition'> = (edit, request) => {
  const { objectId, newPosition = {}, fields } = request;
  const moved = (old: EmbeddedObjectPosition | undefined): EmbeddedObjectPosition => {
    if (newPosition.newSheet === true || fields === undefined) return placed(edit, newPosition).position;
    const overlayPosition = mergeByMask(
      old?.overlayPosition,
      newPosition.overlayPosition,
      updateMask(fields, 'OverlayPosition'),
    );
    return { overlayPosition };
  };
  if (hasChart(edit, objectId)) {
    const held = charts.find(edit, objectId);
    const position = moved(held.item.position);
    charts.replace(edit, held, { ...held.item, position });
    return { updateEmbeddedObjectPosition: { position } };
  }
  if (!hasSlicer(edit, objectId)) throw missing(objectId);
  const held = slicers.find(edit, objectId);
  const position = moved(held.item.position);
  slicers.replace(edit, held, { ...held.item, position });
  return { updateEmbeddedObjectPosition: { position } };
};

const updateEmbeddedObjectBorder: Handler<'updateEmbeddedObjectBorder'> = (edit, request) => {
  const mask = updateMask(request.fields, 'EmbeddedObjectBorder');
  const held = charts.find(edit, request.objectId);
  charts.replace(edit, held, { ...held.item, border: mergeByMask(held.item.border, request.border, mask) });
  return undefined;
};

const deleteEmbeddedObject: Handler<'deleteEmbeddedObject'> = (edit, { objectId }) => {
  if (hasChart(edit, objectId)) charts.remove(edit, charts.find(edit, objectId));
  else if (hasSlicer(edit, objectId)) slicers.remove(edit, slicers.find(edit, objectId));
  else throw missing(objectId);
  return undefined;
};

/** Requests about charts and slicers. They are kept and answered, not drawn. */
export const embeddedObjectRequests: Handlers = {
  addChart,
  updateChartSpec,
  addSlicer,
  updateSlicerSpec,
  updateEmbeddedObjectPosition,
  updateEmbeddedObjectBorder,
  deleteEmbeddedObject,
};
