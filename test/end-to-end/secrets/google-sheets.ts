import { type GoogleSheetsOptions, googleSheets as open } from '@quiz-sync/google-sheets';

export * from '@quiz-sync/google-sheets';

export function googleSheets(options: GoogleSheetsOptions) {
  return open({ ...options, emulatorHost: process.env['ECHOING_GOOGLE'] ?? 'nowhere:1' });
}
