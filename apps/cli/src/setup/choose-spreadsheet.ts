import { SETTINGS } from '@quiz-sync/server/light';
import { err, ok, type Result } from 'neverthrow';
import type { Failure } from '../failure.js';
import { answerTo, GONE, type Talk } from './talk.js';

type Asked = NonNullable<Talk['ask']>;

/** Asks until the address or the id of a spreadsheet is named; answers the id. */
export function askForSpreadsheet(talk: Talk, ask: Asked): Promise<Result<string, Failure>> {
  talk.say('  Open the spreadsheet to write to, or make a new one at https://sheets.new;');
  talk.say('  then copy its address from the top of the browser, and paste it here.');
  return untilUnderstood(talk, ask, spreadsheetIdIn);
}

/** The same of an emulator, which makes one as soon as it is asked to: then there is no id yet. */
export async function askForEmulated(talk: Talk, ask: Asked): Promise<Result<string | undefined, Failure>> {
  talk.say('  Enter makes a new one in the emulator; or type the id of one that it has.');
  const named = await untilUnderstood(talk, ask, (typed) => {
    const id = spreadsheetIdIn(typed);
    return id === undefined && typed !== '' ? undefined : { id };
  });
  return named.map(({ id }) => id);
}

async function untilUnderstood<T>(
  talk: Talk,
  ask: Asked,
  read: (typed: string) => T | undefined,
): Promise<Result<T, Failure>> {
  for (;;) {
    const typed = await answerTo(ask, 'Address: ');
    if (typed === undefined) return err(GONE);
    const understood = read(typed);
    if (understood !== undefined) return ok(understood);
    talk.wrong('That is no address of a spreadsheet: https://docs.google.com/spreadsheets/d/.../edit');
  }
}

/** The id in what was typed, which may be the whole address; `undefined` when there is none. */
export function spreadsheetIdIn(typed: string): string | undefined {
  const parsed = SETTINGS.spreadsheetId.schema.safeParse(typed);
  return parsed.success ? parsed.data : undefined;
}
