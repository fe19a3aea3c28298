import type { QuizSync, SetUpReport } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { Settings } from '../command-line/command.js';
import type { CommandContext } from '../context.js';
import type { Failure } from '../failure.js';
import type { Unfinished } from '../unfinished.js';
import { askForSpreadsheet } from './choose-spreadsheet.js';
import { type Decision, decide } from './decide.js';
import { type Keeper, keeperOf } from './keeper.js';
import { fileHints } from './secret-files.js';
import { makeSpreadsheet, shareWith } from './share.js';
import { gone, type Talk, talkOf } from './talk.js';
import { type TestRow, tryRow } from './try-row.js';
import { makeTabs, type Patience } from './until-shared.js';

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
}

/** What setting up has come to. */
export interface SetupOutcome {
  readonly report: SetUpReport;
  readonly decision: Decision;
  readonly kept: ReturnType<Keeper['soFar']>;
  readonly testRow: TestRow;
  readonly hints: readonly string[];
}

/** How long a script waits, milliseconds. */
const SCRIPT_WAITS_MS = 600_000;

/** From nothing to a synced spreadsheet. Each step finds out whether it was done before. */
export async function walk(
  context: SetupContext,
  args: SetupArguments,
): Promise<Result<SetupOutcome, Failure>> {
  const talk = talkOf(context);
  const { unfinished } = context;
  const keeper = keeperOf(context, unfinished, args.save);
  const wishes = { local: args.local, makesOne: args.shareWith.length > 0 };
  // Who can be asked may also leave at any time: what they said is kept at once.
  const keepNow: Keeper['keep'] = async (toKeep) =>
    talk.ask === undefined ? ok(undefined) : keeper.keep(toKeep);
  const decided = await decide(talk, unfinished, wishes, keepNow);
  if (decided.isErr()) return err(decided.error);
  const walking = { context, talk, args, keeper, keepNow };
  const named = await withSpreadsheet(walking, decided.value);
  if (named.isErr()) return err(named.error);
  return untilFound(walking, named.value);
}

interface Walking {
  readonly context: SetupContext;
  readonly talk: Talk;
  readonly args: SetupArguments;
  readonly keeper: Keeper;
  readonly keepNow: Keeper['keep'];
}

/** Makes one where none is named. Its id is kept at once, so that no second one is made. */
async function withSpreadsheet(walking: Walking, decision: Decision): Promise<Result<Decision, Failure>> {
  const { context, talk, keeper, keepNow } = walking;
  if (decision.spreadsheetId !== undefined) {
    const kept = await keepNow(decision.toKeep);
    return kept.map(() => decision);
  }
  if (decision.place === 'local') return ok(decision);
  const sharing = await context.unfinished.sharing(settingsOf(decision), context.stop);
  if (sharing.isErr()) return err(sharing.error);
  const made = await makeSpreadsheet(sharing.value, decision.account);
  if (made.isOk()) {
    talk.fine(`Made the spreadsheet ${made.value}`);
    const named = { ...decision, spreadsheetId: made.value };
    const toKeep = { ...decision.toKeep, spreadsheet_id: made.value };
    return (await keeper.keep(toKeep)).map(() => ({ ...named, toKeep }));
  }
  const { error } = made;
  if (talk.ask === undefined || error.type !== 'setup_stopped' || error.at !== 'access') return err(error);
  talk.wrong(error.message);
  return askAgain(walking, decision);
}

/** The tabs, and then the rest; a spreadsheet that was typed wrong is asked for again. */
async function untilFound(walking: Walking, first: Decision): Promise<Result<SetupOutcome, Failure>> {
  const { talk } = walking;
  for (let decision = first; ; ) {
    const ended = await carryOut(walking, decision);
    if (ended.isOk() || talk.ask === undefined || !decision.isAnswer || !isNotFound(ended.error))
      return ended;
    talk.wrong('There is no spreadsheet of that address. Look whether it was copied whole.');
    const again = await askAgain(walking, decision);
    if (again.isErr()) return err(again.error);
    decision = again.value;
  }
}

function isNotFound(failure: Failure): boolean {
  return failure.type === 'sync_failed' && failure.problem.code === 'spreadsheet_not_found';
}

async function askAgain({ talk, keepNow }: Walking, decision: Decision): Promise<Result<Decision, Failure>> {
  if (talk.ask === undefined) return ok(decision);
  const asked = await askForSpreadsheet(talk, talk.ask, 'The key is known.');
  if (asked.isErr()) return err(asked.error);
  const toKeep = { ...decision.toKeep, spreadsheet_id: asked.value };
  const kept = await keepNow(toKeep);
  return kept.map(() => ({ ...decision, spreadsheetId: asked.value, isAnswer: true, toKeep }));
}

function settingsOf({ keyFile, spreadsheetId }: Decision): Settings {
  return { googleCredentialsFile: keyFile, spreadsheetId };
}

/** With the application opened as it was decided: tabs, sharing, and a row there and back. */
async function carryOut(walking: Walking, decision: Decision): Promise<Result<SetupOutcome, Failure>> {
  const composed = await walking.context.unfinished.finished(settingsOf(decision));
  if (composed.isErr()) return err(composed.error);
  const composition = composed.value;
  try {
    const quizSync = await composition.quizSync();
    if (quizSync.isErr()) return err(quizSync.error);
    return await inSpreadsheet(walking, decision, quizSync.value);
  } finally {
    await composition.close();
  }
}

async function inSpreadsheet(
  { context, talk, args, keeper }: Walking,
  decision: Decision,
  quizSync: QuizSync,
): Promise<Result<SetupOutcome, Failure>> {
  if (decision.place === 'google') talk.begin('Is it shared?');
  const report = await makeTabs(context, talk, quizSync, patienceOf(talk, args, decision));
  if (report.isErr()) return err(report.error);
  talk.fine(decision.place === 'local' ? 'The spreadsheet is on this machine' : 'It can be read and written');
  const kept = await keeper.keep(decision.toKeep);
  if (kept.isErr()) return err(kept.error);
  const shared = await sharedWithAll(context, talk, args, decision);
  if (shared.isErr()) return err(shared.error);
  if (context.stop.aborted) return err(gone('The tabs are made.'));
  const tried = await triedOut(context, talk, args, quizSync);
  if (tried.isErr()) return err(tried.error);
  const hints = await fileHints(keeper.folder, decision.keyFile);
  talk.say('');
  return ok({ report: report.value, decision, kept: keeper.soFar(), testRow: tried.value, hints });
}

async function triedOut(
  context: CommandContext,
  talk: Talk,
  { testRow }: SetupArguments,
  quizSync: QuizSync,
): Promise<Result<TestRow, Failure>> {
  const isWanted = testRow === undefined ? talk.ask !== undefined : testRow === 'yes';
  if (!isWanted) return ok('not_wanted');
  talk.begin('Does a row get there?');
  return tryRow(context, talk, quizSync);
}

function patienceOf(talk: Talk, { wait, timeout }: SetupArguments, { account }: Decision): Patience {
  const isThere = talk.ask !== undefined;
  return { waits: isThere || wait, timeoutMs: timeout ?? (isThere ? undefined : SCRIPT_WAITS_MS), account };
}

async function sharedWithAll(
  context: SetupContext,
  talk: Talk,
  { shareWith: addresses }: SetupArguments,
  decision: Decision,
): Promise<Result<void, Failure>> {
  const { spreadsheetId } = decision;
  if (addresses.length === 0 || spreadsheetId === undefined) return ok(undefined);
  const sharing = await context.unfinished.sharing(settingsOf(decision), context.stop);
  if (sharing.isErr()) return err(sharing.error);
  return shareWith(talk, sharing.value, spreadsheetId, addresses);
}
