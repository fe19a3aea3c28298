/** What a command leaves behind when somebody interrupts it now. */
export interface LeftBehind {
  /** In sentences. */
  words: string;
  /** A question is open: Ctrl-C is the answer to it, and the command itself says what follows. */
  isAsking: boolean;
}

export function nothingYet(): LeftBehind {
  return { words: 'Nothing was changed.', isAsking: false };
}
