/** What keys are made of and known by, from the runtime's cryptography. */
export interface KeySecrets {
  /** So many bytes that nobody can foresee, in hexadecimal. */
  random(bytes: number): string;
  /** SHA-256 of the text's UTF-8, in hexadecimal. */
  sha256(text: string): string;
  /** Compares two texts of one length, taking as long for any pair of them. */
  equal(a: string, b: string): boolean;
}
