/** A range as text, taken apart at its tab. */
export interface TabAndRest {
  /** The tab's title with its quotes taken away; `undefined` when no tab was given. */
  readonly title: string | undefined;
  /** What comes after the `!`; `undefined` when there is no `!` and the whole text is quoted. */
  readonly rest: string | undefined;
}

const QUOTED = /^'((?:[^']|'')*)'(?:!(.*))?$/s;

/** Takes `'My tab'!A1` apart. Without a `!`, an unquoted text is all rest: it may be cells, a named range or a tab. */
export const splitTab = (text: string): TabAndRest => {
  const quoted = QUOTED.exec(text);
  if (quoted !== null) return { title: (quoted[1] ?? '').replaceAll("''", "'"), rest: quoted[2] };
  const bang = text.lastIndexOf('!');
  if (bang < 0) return { title: undefined, rest: text };
  return { title: text.slice(0, bang), rest: text.slice(bang + 1) };
};
