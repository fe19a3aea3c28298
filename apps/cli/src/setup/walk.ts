import { err, ok, type Result } from 'neverthrow';
import type { Failure } from '../failure.js';
import { askForEmulated, askForSpreadsheet } from './choose-spreadsheet.js';
import { type Decision, decide } from './decide.js';
import { inSpreadsheet } from './in-spreadsheet.js';
import { type Keeper, keeperOf } from './keeper.js';
import { makeSpreadsheet } from './share.js';
import { soFarOf } from './so-far.js';
import { GONE, talkOf } from './talk.js';
import {
  type SetupArguments,
  type SetupContext,
  type SetupOutcome,
  settingsOf,
  type Walking,
} from './walking.js';

/** From nothing to a synced spreadsheet. Each step finds out whether it was done before. */
export async function walk(
  context: SetupContext,
  args: SetupArguments,
): Promise<Result<SetupOutcome, Failure>> {
  const talk = talkOf(context);
  const keeper = keeperOf(context, context.unfinished, args.save);
  const soFar = soFarOf(keeper, args.overview ? 'quiz-sync setup --overview' : 'quiz-sync setup');
  // Who can be asked may also leave at any time: what they said is kept at once.
  const keepNow: Keeper['keep'] = async (toKeep) =>
    talk.ask === undefined ? ok(undefined) : keeper.keep(toKeep);
  const walked = await stepByStep({ context, talk, args, keeper, keepNow, soFar });
  return walked.mapErr((failure) => (failure.type === 'interrupted' ? soFar.interrupted() : failure));
}

async function stepByStep(walking: Walking): Promise<Result<SetupOutcome, Failure>> {
  const { context, talk, args, keepNow } = walking;
  const wishes = { local: args.local, makesOne: args.shareWith.length > 0 };
  const decided = await decide(talk, context.unfinished, wishes, keepNow);
  if (decided.isErr()) return err(decided.error);
  if (context.stop.aborted) return err(GONE);
  const named = await withSpreadsheet(walking, decided.value);
  if (named.isErr()) return err(named.error);
  return untilFound(walking, named.value);
}

/** Makes one where none is named. Its id is kept at once, so that no second one is made. */
async function withSpreadsheet(walking: Walking, decision: Decision): Promise<Result<Decision, Failure>> {
  const { context, talk, keepNow } = walking;
  if (decision.spreadsheetId !== undefined) {
    const kept = await keepNow(decision.toKeep);
    return kept.map(() => decision);
  }
  if (decision.place === 'local') return ok(decision);
  const made = await makeOne(walking, decision);
  if (made.isOk()) return made;
  const { error } = made;
  if (context.stop.aborted) return err(GONE);
  if (talk.ask === undefined || error.type !== 'setup_stopped' || error.at !== 'access') return err(error);
  talk.wrong(error.message);
  return askAgain(walking, decision);
}

async function makeOne(
  { context, talk, keeper, soFar }: Walking,
  decision: Decision,
): Promise<Result<Decision, Failure>> {
  const sharing = await context.unfinished.sharing(settingsOf(decision), context.stop);
  if (sharing.isErr()) return err(sharing.error);
  soFar.made('A spreadsheet may have been made, which is then in the Drive of the account.');
  const made = await makeSpreadsheet(sharing.value, decision);
  if (made.isErr()) return err(made.error);
  soFar.made(`The spreadsheet ${made.value} was made.`);
  talk.fine(`Made the spreadsheet ${made.value}`);
  const toKeep = { spreadsheet_id: made.value, ...decision.toKeep };
  return (await keeper.keep(toKeep)).map(() => ({ ...decision, spreadsheetId: made.value, toKeep }));
}

/** The tabs, and then the rest; a spreadsheet that was typed wrong is asked for again. */
async function untilFound(walking: Walking, first: Decision): Promise<Result<SetupOutcome, Failure>> {
  const { context, talk } = walking;
  for (let decision = first; ; ) {
    if (context.stop.aborted) return err(GONE);
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

async function askAgain(walking: Walking, decision: Decision): Promise<Result<Decision, Failure>> {
  const { talk, keepNow } = walking;
  if (talk.ask === undefined) return ok(decision);
  const ask = decision.place === 'emulator' ? askForEmulated : askForSpreadsheet;
  const asked = await ask(talk, talk.ask);
  if (asked.isErr()) return err(asked.error);
  if (asked.value === undefined) return withSpreadsheet(walking, { ...decision, spreadsheetId: undefined });
  const toKeep = { ...decision.toKeep, spreadsheet_id: asked.value };
  const named = { ...decision, spreadsheetId: asked.value, isAnswer: true, toKeep };
  return (await keepNow(toKeep)).map(() => named);
}

/** With the application opened as it was decided. */
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
