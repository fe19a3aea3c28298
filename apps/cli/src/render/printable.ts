/**
 * Text from elsewhere (a tab's title, an answer of Google's) on one line and without control characters: those could
 * move the cursor or recolour the terminal of whoever looks.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
}
