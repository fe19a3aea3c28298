type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The shortest decimal number that a 32-bit float reads back as. */
const shortest = (float: number): number => {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return float;
};

/** Sheets keeps a channel of a colour in eight bits, and answers it as a 32-bit float. */
const channel = (value: number): number => {
  const bits = Math.floor(Math.fround(Math.min(1, Math.max(0, value))) * 255 + 1e-4);
  return shortest(Math.fround(bits / 255));
};

/** A colour as it comes back: each channel in eight bits, those of zero left out, and no alpha. */
export const keptColor = (color: Fields): Fields => {
  const kept: Fields = {};
  for (const name of ['red', 'green', 'blue']) {
    const value = color[name];
    const rounded = typeof value === 'number' ? channel(value) : 0;
    if (rounded !== 0) kept[name] = rounded;
  }
  return kept;
};

const hasStyle = (style: unknown): boolean => isFields(style) && Object.keys(style).length > 0;

/**
 * Colours stand in messages twice: as a colour (`tabColor`), and as a style that may name a colour of the theme instead
 * (`tabColorStyle`). Whichever is given, both are kept. The style wins.
 */
export const fillColorPairs = (colors: readonly string[], message: Fields): void => {
  for (const name of colors) {
    const style = message[`${name}Style`];
    if (isFields(style) && Object.keys(style).length === 0) delete message[`${name}Style`];
    if (isFields(style) && isFields(style['rgbColor'])) message[name] = style['rgbColor'];
    else if (message[name] !== undefined && !hasStyle(style)) {
      message[`${name}Style`] = { rgbColor: message[name] };
    }
  }
};
