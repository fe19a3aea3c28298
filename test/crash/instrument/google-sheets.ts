import { type GoogleSheetsOptions, googleSheets as open } from '@quiz-sync/google-sheets';

export * from '@quiz-sync/google-sheets';

/** Milliseconds, so that an answer that never comes is given up before the test is. */
const CALL_MS = Number(process.env['QUIZ_SYNC_CRASH_CALL_MS'] ?? 10_000);

export function googleSheets(options: GoogleSheetsOptions) {
  return open({ ...options, timeouts: { readMs: CALL_MS, writeMs: CALL_MS } });
}
