import { styleText } from 'node:util';

/** Dresses text for a terminal, or leaves it as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  bad(text: string): string;
}

const identity = (text: string) => text;

export const PLAIN: Style = {
  bold: identity,
  dim: identity,
  good: identity,
  warning: identity,
  bad: identity,
};

export const COLOURED: Style = {
  bold: dressed('bold'),
  dim: dressed('dim'),
  good: dressed('green'),
  warning: dressed('yellow'),
  bad: dressed('red'),
};

type Format = Parameters<typeof styleText>[0];

/** Whether the stream takes colours has been decided by who chose this style, so the stream is not asked again. */
function dressed(format: Format): (text: string) => string {
  return (text) => styleText(format, text, { validateStream: false });
}

export interface StyleWishes {
  readonly color: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours belong on a terminal alone, and only where nobody has said no (no-color.org). */
export function styleFor(stream: { readonly isTTY?: boolean | undefined }, wanted: StyleWishes): Style {
  const { NO_COLOR = '', TERM } = wanted.env;
  const refused = NO_COLOR !== '' || TERM === 'dumb';
  return stream.isTTY === true && wanted.color && !refused ? COLOURED : PLAIN;
}
