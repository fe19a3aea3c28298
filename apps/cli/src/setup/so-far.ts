import type { Interrupted } from '../failure.js';
import type { Keeper } from './keeper.js';

/** How far setting up has got, for who leaves it before its end. */
export interface SoFar {
  /** The spreadsheet that was made, or that may have been. Stays. */
  made(words: string): void;
  /** What of the spreadsheet is done by now, or may be; `undefined`: nothing. */
  at(words: string | undefined): void;
  /** What somebody is told who leaves now. */
  interrupted(): Interrupted;
}

export function soFarOf(keeper: Keeper, again: string): SoFar {
  let made: string | undefined;
  let at: string | undefined;
  return {
    made(words) {
      made = words;
    },
    at(words) {
      at = words;
    },
    interrupted() {
      const { file, written } = keeper.soFar();
      const kept = written.length === 0 ? undefined : `${file} has ${written.join(' and ')} now.`;
      const left = [kept, made, at].filter((words) => words !== undefined);
      const said = left.length === 0 ? 'Nothing was changed.' : left.join(' ');
      return { type: 'interrupted', message: `Stopped. ${said} ${again} goes on from here.` };
    },
  };
}
