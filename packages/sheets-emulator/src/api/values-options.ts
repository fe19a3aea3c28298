import { DEFAULT_VALUE_OPTIONS, type ValueOptions } from '../values/render-values.ts';
import type { InputOption } from '../values/write-values.ts';
import { invalid } from './api-error.ts';
import type { Query } from './query.ts';

const RENDER = ['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'] as const;
const DATES = ['SERIAL_NUMBER', 'FORMATTED_STRING'] as const;
const DIMENSIONS = ['ROWS', 'COLUMNS'] as const;

/** How a call wants values shown. */
export const readOptions = (query: Query): ValueOptions => ({
  majorDimension: query.choice('majorDimension', DIMENSIONS) ?? DEFAULT_VALUE_OPTIONS.majorDimension,
  render: query.choice('valueRenderOption', RENDER) ?? DEFAULT_VALUE_OPTIONS.render,
  dates: query.choice('dateTimeRenderOption', DATES) ?? DEFAULT_VALUE_OPTIONS.dates,
});

/** How a call that writes wants the written values shown, when it wants them at all. */
export const responseOptions = (
  query: Query,
  majorDimension: ValueOptions['majorDimension'],
): ValueOptions => ({
  majorDimension,
  render: query.choice('responseValueRenderOption', RENDER) ?? DEFAULT_VALUE_OPTIONS.render,
  dates: query.choice('responseDateTimeRenderOption', DATES) ?? DEFAULT_VALUE_OPTIONS.dates,
});

/** How written values are to be read. Google wants it said. */
export const requiredInputOption = (given: string | undefined): InputOption => {
  if (given === 'RAW' || given === 'USER_ENTERED') return given;
  throw invalid("'valueInputOption' is required but not specified");
};

export const inputOption = (query: Query): InputOption =>
  requiredInputOption(query.choice('valueInputOption', ['RAW', 'USER_ENTERED'] as const));
