import type { Scalar } from '../cells/cell.ts';
import type { CellFormat, SpreadsheetProperties, TextFormat } from '../schema/sheets-types.ts';
import { DEFAULT_FORMAT } from './default-format.ts';
import { withoutUnset } from './unset.ts';

const alignmentOf = (value: Scalar): CellFormat['horizontalAlignment'] => {
  if (typeof value === 'number') return 'RIGHT';
  return typeof value === 'boolean' || typeof value === 'object' ? 'CENTER' : 'LEFT';
};

const textFormatOf = (base: TextFormat, own: TextFormat | undefined): TextFormat => ({
  ...base,
  fontFamily: 'Arial',
  ...own,
});

/** How a cell looks in the end: its own format over the spreadsheet's default, aligned by what it holds. */
export const effectiveFormat = (
  own: CellFormat | undefined,
  value: Scalar,
  properties: SpreadsheetProperties,
): CellFormat => {
  const base = properties.defaultFormat ?? DEFAULT_FORMAT;
  return withoutUnset({
    numberFormat: own?.numberFormat ?? base.numberFormat,
    backgroundColor: own?.backgroundColor ?? base.backgroundColor,
    borders: own?.borders ?? base.borders,
    padding: own?.padding ?? base.padding,
    horizontalAlignment: own?.horizontalAlignment ?? alignmentOf(value),
    verticalAlignment: own?.verticalAlignment ?? base.verticalAlignment,
    wrapStrategy: own?.wrapStrategy ?? base.wrapStrategy,
    textDirection: own?.textDirection,
    textFormat: textFormatOf(base.textFormat ?? {}, own?.textFormat),
    hyperlinkDisplayType: own?.hyperlinkDisplayType ?? 'PLAIN_TEXT',
    textRotation: own?.textRotation,
    backgroundColorStyle: own?.backgroundColorStyle ?? base.backgroundColorStyle,
  });
};
