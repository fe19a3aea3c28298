/** What the texts of the error codes can name. `undefined`: not known, said in general words. */
export interface ErrorNames {
  readonly account?: string | undefined;
  readonly spreadsheet_url?: string | undefined;
  readonly tab?: string | undefined;
  readonly range?: string | undefined;
}

const GENERAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['account', 'the service account'],
  ['spreadsheet_url', 'the spreadsheet'],
  ['tab', 'the tab'],
  ['range', 'the protected range'],
]);

/** Puts names and addresses into a text of the error codes. Names are put in as they are: braces in them stay. */
export function fillIn(template: string, names: ErrorNames): string {
  const known = new Map<string, string | undefined>(Object.entries(names));
  return template.replace(
    /\{([a-z_]+)\}/gi,
    (whole, name: string) => known.get(name) ?? GENERAL_WORDS.get(name) ?? whole,
  );
}
