/** Makes identifiers that nobody else makes. */
export interface IdSource {
  /** At least 122 random bits, as letters, digits and hyphens. */
  newId(): string;
}
