import { SETTINGS } from '@quiz-sync/server/light';
import { err, ok, type Result } from 'neverthrow';
import type { Failure } from '../failure.js';
import { answerTo, gone, type Talk } from './talk.js';

/** Asks until the address or the id of a spreadsheet is named; answers the id. */
export async function askForSpreadsheet(
  talk: Talk,
  ask: NonNullable<Talk['ask']>,
  left: string,
): Promise<Result<string, Failure>> {
  talk.say('  Open the spreadsheet to write to, or make a new one at https://sheets.new;');
  talk.say('  then copy its address from the top of the browser, and paste it here.');
  for (;;) {
    const typed = await answerTo(ask, 'Address: ');
    if (typed === undefined) return err(gone(left));
    const id = spreadsheetIdIn(typed);
    if (id !== undefined) return ok(id);
    talk.wrong('That is no address of a spreadsheet: https://docs.google.com/spreadsheets/d/.../edit');
  }
}

/** The id in what was typed, which may be the whole address; `undefined` when there is none. */
export function spreadsheetIdIn(typed: string): string | undefined {
  const parsed = SETTINGS.spreadsheetId.schema.safeParse(typed);
  return parsed.success ? parsed.data : undefined;
}
