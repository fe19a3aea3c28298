/**
 * Spreadsheets take a cell of a CSV file that begins so for a formula (OWASP, "CSV injection"). Apostrophes in front
 * count, too, so that what is escaped can be told from what was written so.
 */
const LIKE_A_FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Puts an apostrophe in front of text that a spreadsheet would calculate: `=1+1` becomes `'=1+1`. */
export function escapeFormula(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes {@link escapeFormula}, exactly. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && LIKE_A_FORMULA.test(text) ? text.slice(1) : text;
}
