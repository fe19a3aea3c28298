/** What is wrong with one field. */
export interface InputIssue {
  /** RFC 6901 pointer into the input, '' for the whole: `/responses/0/selected_option`. */
  readonly pointer: string;
  readonly message: string;
}

/** The input broke the schema; nothing was stored. Names every field that is wrong. */
export interface InvalidInput {
  readonly type: 'invalid_input';
  readonly issues: readonly InputIssue[];
}
