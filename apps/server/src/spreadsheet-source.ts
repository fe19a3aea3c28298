/** Which spreadsheet is written to. */
export interface SpreadsheetSource {
  readonly spreadsheetId: string;
  /** `http://host:port` of the emulator that holds it; `undefined` when Google does. */
  readonly emulatorUrl: string | undefined;
  /** Ends what was started for it. Idempotent. */
  close(): Promise<void>;
}
