/** Takes the user and password out of every URL in a text. Passwords with an `@` in them are taken out whole. */
export function maskSecrets(text: string): string {
  return text.replaceAll(/(mongodb(?:\+srv)?:\/\/)[^\s/]*@/gi, '$1***@');
}
