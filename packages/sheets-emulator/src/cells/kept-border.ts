import type { Border, Borders } from '../schema/sheets-types.ts';

const WIDTHS: Readonly<Record<string, number>> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 };

/** A border as it is kept: with the width that its style has; `NONE` takes it away. */
export const keptBorder = (border: Border): Border | undefined => {
  const { style } = border;
  if (style === undefined || style === 'NONE' || style === 'STYLE_UNSPECIFIED') return undefined;
  return {
    style,
    width: WIDTHS[style] ?? 1,
    color: border.color ?? {},
    colorStyle: border.colorStyle ?? { rgbColor: border.color ?? {} },
  };
};

/** The borders of a cell as they are kept; `undefined` when none is left. */
export const keptBorders = (borders: Borders): Borders | undefined => {
  const kept = Object.entries(borders as Readonly<Record<string, Border | undefined>>)
    .map(([side, border]) => [side, border === undefined ? undefined : keptBorder(border)] as const)
    .filter(([, border]) => border !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};
