/** The command line is wrong; nothing was done. */
export interface UsageFailure {
  readonly type: 'usage';
  /** One line that names what is wrong and says what is accepted. */
  readonly message: string;
}

export function usage(message: string): UsageFailure {
  return { type: 'usage', message };
}
