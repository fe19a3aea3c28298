/** A call that changes something, as it stands in the journal: all that is needed to carry it out once more. */
export interface Command {
  /** The operation's id. */
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  /** The address's parameters, as text. */
  readonly query: string;
  readonly body: unknown;
  /** The body as it came, where it did: it need not be written out again. Not kept. */
  readonly bodyText?: string | undefined;
  /** The caller's address. */
  readonly caller: string;
  /** Set when it was done by a person at work, whom no protection stops. */
  readonly person?: true | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly seed: number;
}
