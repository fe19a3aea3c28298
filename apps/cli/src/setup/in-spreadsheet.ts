import type { OverviewReport, QuizSync } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { Failure } from '../failure.js';
import { untilStopped } from '../until-stopped.js';
import type { Decision } from './decide.js';
import { fileHints } from './secret-files.js';
import { shareWith } from './share.js';
import { GONE } from './talk.js';
import { type TestRow, tryRow } from './try-row.js';
import { makeTabs, type Patience } from './until-shared.js';
import { type SetupOutcome, settingsOf, type Walking } from './walking.js';

/** How long a script waits, milliseconds. */
const SCRIPT_WAITS_MS = 600_000;

/** The tabs, sharing, a row there and back, and the overview for people. */
export async function inSpreadsheet(
  walking: Walking,
  decision: Decision,
  quizSync: QuizSync,
): Promise<Result<SetupOutcome, Failure>> {
  const { context, talk, keeper, soFar } = walking;
  if (decision.place !== 'local') talk.begin('Is it shared?');
  const report = await makeTabs(context, talk, quizSync, patienceOf(walking, decision), soFar);
  if (report.isErr()) return err(report.error);
  talk.fine(decision.place === 'local' ? 'The spreadsheet is on this machine' : 'It can be read and written');
  const kept = await keeper.keep(decision.toKeep);
  if (kept.isErr()) return err(kept.error);
  const shared = await sharedWithAll(walking, decision);
  if (shared.isErr()) return err(shared.error);
  const tried = await triedOut(walking, quizSync);
  if (tried.isErr()) return err(tried.error);
  const overview = await withOverview(walking, quizSync);
  if (overview.isErr()) return err(overview.error);
  const hints = [...onward(keeper), ...(await fileHints(keeper.folder, decision.keyFile))];
  talk.say('');
  return ok({
    ...{ report: report.value, decision, kept: keeper.soFar(), testRow: tried.value },
    ...{ overview: overview.value, hints },
  });
}

/** How to leave an emulator that was written down, which nobody would think of later. */
function onward(keeper: Walking['keeper']): string[] {
  const { file, written } = keeper.soFar();
  return written.includes('emulator_host')
    ? [`To go on to Google, take emulator_host and spreadsheet_id out of ${file}, and run quiz-sync setup.`]
    : [];
}

async function triedOut(
  { context, talk, args: { testRow }, soFar }: Walking,
  quizSync: QuizSync,
): Promise<Result<TestRow, Failure>> {
  if (context.stop.aborted) return err(GONE);
  const isWanted = testRow === undefined ? talk.ask !== undefined : testRow === 'yes';
  if (!isWanted) return ok('not_wanted');
  talk.begin('Does a row get there?');
  const tried = await tryRow(context, talk, quizSync);
  if (tried.isOk() && tried.value === 'went_through')
    soFar.at('The tabs are made, and a row got there and was taken back.');
  return tried.andThen((row) => (context.stop.aborted ? err(GONE) : ok(row)));
}

/** Made once; whatever people have made of it since stays. */
async function withOverview(
  { context, talk, args, soFar }: Walking,
  quizSync: QuizSync,
): Promise<Result<OverviewReport | undefined, Failure>> {
  if (!args.overview) return ok(undefined);
  talk.begin('An overview for people');
  soFar.at('The tabs are made; the overview is there wholly or not at all.');
  const made = await Promise.race([quizSync.makeOverview(), untilStopped(context.stop)]);
  if (typeof made === 'string') return err(GONE);
  if (made.isErr()) return err(made.error);
  const { title, created } = made.value;
  talk.fine(created ? `Made the tab "${title}"` : `The tab "${title}" is there, and stays as it is`);
  return ok(made.value);
}

function patienceOf({ talk, args: { wait, timeout } }: Walking, { account }: Decision): Patience {
  const isThere = talk.ask !== undefined;
  return { waits: isThere || wait, timeoutMs: timeout ?? (isThere ? undefined : SCRIPT_WAITS_MS), account };
}

async function sharedWithAll(
  { context, talk, args: { shareWith: addresses }, soFar }: Walking,
  decision: Decision,
): Promise<Result<void, Failure>> {
  const { spreadsheetId } = decision;
  if (addresses.length === 0 || spreadsheetId === undefined) return ok(undefined);
  const sharing = await context.unfinished.sharing(settingsOf(decision), context.stop);
  if (sharing.isErr()) return err(sharing.error);
  soFar.at('The tabs are made; whom --share-with names may be let in already.');
  const shared = await shareWith(talk, sharing.value, spreadsheetId, addresses);
  return shared.isErr() && context.stop.aborted ? err(GONE) : shared;
}
