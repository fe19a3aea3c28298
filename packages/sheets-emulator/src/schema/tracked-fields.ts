/**
 * Fields whose presence counts, so that zero, false and the empty text are kept and answered when they were given. In
 * all other fields the API does not tell a default from nothing, and leaves it out. Seen in recorded answers and in the
 * client libraries' types.
 */
export const TRACKED_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  BooleanRule: new Set(),
  CandlestickDomain: new Set(),
  CreateDeveloperMetadataRequest: new Set(),
  DataFilterValueRange: new Set(['values']),
  DeveloperMetadata: new Set(['metadataValue']),
  DeveloperMetadataLocation: new Set(['sheetId']),
  DeveloperMetadataLookup: new Set(['metadataId', 'metadataKey', 'metadataValue']),
  DimensionRange: new Set(['startIndex', 'endIndex']),
  EmbeddedObjectPosition: new Set(['sheetId']),
  ExtendedValue: new Set(['stringValue', 'numberValue', 'boolValue', 'formulaValue']),
  FindReplaceRequest: new Set(['sheetId', 'allSheets', 'replacement']),
  GridRange: new Set(['startRowIndex', 'endRowIndex', 'startColumnIndex', 'endColumnIndex']),
  InterpolationPoint: new Set(['value']),
  SheetProperties: new Set(['sheetId', 'index']),
  SortSpec: new Set(['dimensionIndex']),
  FilterSpec: new Set(['columnIndex']),
  TextFormat: new Set(['bold', 'italic', 'strikethrough', 'underline']),
  TextRotation: new Set(['angle', 'vertical']),
  DimensionProperties: new Set(['pixelSize']),
  DeleteConditionalFormatRuleRequest: new Set(['index']),
  UpdateSpreadsheetPropertiesRequest: new Set(),
};

/** Fields that are messages around a number or text: what cannot be read is then called `start_row_index.value`. */
export const WRAPPED_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  DeveloperMetadataLookup: new Set(['metadataId', 'metadataKey', 'metadataValue']),
  DimensionRange: new Set(['startIndex', 'endIndex']),
  GridRange: new Set(['startRowIndex', 'endRowIndex', 'startColumnIndex', 'endColumnIndex']),
};
