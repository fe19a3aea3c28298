import { SHEETS_SCHEMA } from './sheets-schema.ts';

/** A set of fields of which a message may have one. */
interface Union {
  /** As Google's complaint calls it. */
  readonly name: string;
  readonly fields: readonly string[];
}

const union = (name: string, ...fields: readonly string[]): Union => ({ name, fields });

/**
 * The unions of the API's messages, as its reference lists them ("can be only one of the following"). The discovery
 * document does not have them.
 */
export const UNIONS: Readonly<Record<string, Union>> = {
  Request: union('kind', ...Object.keys(SHEETS_SCHEMA['Request'] ?? {})),
  ExtendedValue: union('value', 'numberValue', 'stringValue', 'boolValue', 'formulaValue', 'errorValue'),
  ColorStyle: union('kind', 'rgbColor', 'themeColor'),
  UpdateCellsRequest: union('area', 'start', 'range'),
  DataFilter: union('filter', 'developerMetadataLookup', 'a1Range', 'gridRange'),
  DeveloperMetadataLocation: union('location', 'sheetId', 'spreadsheet', 'dimensionRange'),
  ConditionalFormatRule: union('rule', 'booleanRule', 'gradientRule'),
  UpdateConditionalFormatRuleRequest: union('instruction', 'rule', 'newIndex'),
  ConditionValue: union('value', 'relativeDate', 'userEnteredValue'),
  FindReplaceRequest: union('scope', 'range', 'sheetId', 'allSheets'),
  AutoFillRequest: union('area', 'range', 'sourceAndDestination'),
  PasteDataRequest: union('kind', 'delimiter', 'html'),
  EmbeddedObjectPosition: union('location', 'sheetId', 'overlayPosition', 'newSheet'),
  SortSpec: union('reference', 'dimensionIndex', 'dataSourceColumnReference'),
  FilterSpec: union('reference', 'columnIndex', 'dataSourceColumnReference'),
};
