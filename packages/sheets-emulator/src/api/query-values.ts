import { readBoolean, readChoice } from '../schema/read-scalar.ts';

/** A parameter that is not plain text: what Google calls its type, and how it is read. */
interface ParameterType {
  readonly type: string;
  /** `undefined` when the text cannot be read. */
  readonly read: (text: string) => string | boolean | undefined;
}

const PACKAGE = 'type.googleapis.com/google.apps.sheets.v4';

const choice = (name: string, ...names: readonly string[]): ParameterType => ({
  type: `${PACKAGE}.${name}`,
  read: (text) => readChoice(names, text),
});

const RENDER = choice('ValueRenderOption', 'FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA');
const DATES = choice('DateTimeRenderOption', 'SERIAL_NUMBER', 'FORMATTED_STRING');
const FLAG: ParameterType = { type: 'TYPE_BOOL', read: readBoolean };

/** The parameters of all methods that are not plain text, by name. */
export const PARAMETER_TYPES: Readonly<Record<string, ParameterType>> = {
  majorDimension: choice('Dimension', 'DIMENSION_UNSPECIFIED', 'ROWS', 'COLUMNS'),
  valueRenderOption: RENDER,
  dateTimeRenderOption: DATES,
  responseValueRenderOption: RENDER,
  responseDateTimeRenderOption: DATES,
  valueInputOption: choice('ValueInputOption', 'INPUT_VALUE_OPTION_UNSPECIFIED', 'RAW', 'USER_ENTERED'),
  insertDataOption: choice('InsertDataOption', 'OVERWRITE', 'INSERT_ROWS'),
  includeValuesInResponse: FLAG,
  includeGridData: FLAG,
  excludeTablesInBandedRanges: FLAG,
};
