import type { OverviewReport, SetUpReport } from '@quiz-sync/core';
import type { Settings } from '../command-line/command.js';
import type { CommandContext } from '../context.js';
import type { Unfinished } from '../unfinished.js';
import type { Decision } from './decide.js';
import type { Keeper } from './keeper.js';
import type { SoFar } from './so-far.js';
import type { Talk } from './talk.js';
import type { TestRow } from './try-row.js';

export type SetupContext = CommandContext & { readonly unfinished: Unfinished };

/** What was typed with the command. */
export interface SetupArguments {
  readonly shareWith: readonly string[];
  readonly local: boolean;
  readonly save: boolean;
  /** `undefined`: where somebody looks on. */
  readonly testRow: 'yes' | 'no' | undefined;
  readonly wait: boolean;
  /** Milliseconds; `undefined`: in a script ten minutes, else for as long as somebody sits there. */
  readonly timeout: number | undefined;
  /** Whether people get a tab with totals and charts, too. */
  readonly overview: boolean;
}

/** What setting up has come to. */
export interface SetupOutcome {
  readonly report: SetUpReport;
  readonly decision: Decision;
  readonly kept: ReturnType<Keeper['soFar']>;
  readonly testRow: TestRow;
  /** `undefined`: it was not asked for. */
  readonly overview: OverviewReport | undefined;
  readonly hints: readonly string[];
}

/** What all steps share. */
export interface Walking {
  readonly context: SetupContext;
  readonly talk: Talk;
  readonly args: SetupArguments;
  readonly keeper: Keeper;
  /** Keeps what was said where somebody may leave at any time; a script keeps what went well, in the end. */
  readonly keepNow: Keeper['keep'];
  readonly soFar: SoFar;
}

/** As if what was decided had been typed as flags. */
export function settingsOf({ keyFile, spreadsheetId }: Decision): Settings {
  return { googleCredentialsFile: keyFile, spreadsheetId };
}
