import type { QuizSync, SetUpReport } from '@quiz-sync/core';
import { err, type Result } from 'neverthrow';
import type { CommandContext } from '../context.js';
import type { Failure } from '../failure.js';
import { untilStopped } from '../until-stopped.js';
import type { SoFar } from './so-far.js';
import { GONE, type Talk } from './talk.js';

/** For whom to wait, and how long. */
export interface Patience {
  /** Whether somebody will see to it while we wait. */
  readonly waits: boolean;
  /** Milliseconds; `undefined`: until it is done, or they leave. */
  readonly timeoutMs: number | undefined;
  /** The address to share with, when known. */
  readonly account: string | undefined;
}

/** Milliseconds between looks, the last one on and on: each is a call, of which Google allows sixty a minute. */
const LOOK_AFTER_MS = [2_000, 2_000, 3_000, 3_000, 5_000, 5_000, 10_000];

/**
 * Makes the tabs; while a person must first share the spreadsheet, or switch on the API, or while somebody else is
 * writing to it, looks again and again.
 */
export async function makeTabs(
  context: CommandContext,
  talk: Talk,
  quizSync: Pick<QuizSync, 'setUp'>,
  patience: Patience,
  soFar: SoFar,
): Promise<Result<SetUpReport, Failure>> {
  const begunAt = context.now();
  let told: string | undefined;
  for (let looks = 0; ; looks += 1) {
    soFar.at('Making the tabs had begun: what is made of them is made wholly.');
    const made = await Promise.race([quizSync.setUp(), untilStopped(context.stop)]);
    if (typeof made === 'string') return err(GONE);
    soFar.at(made.isOk() ? 'The tabs are made.' : undefined);
    if (made.isOk()) return made;
    const code = codeOf(made.error);
    const awaited = AWAITED[code];
    if (!patience.waits || (awaited === undefined && !(told !== undefined && PASSES.has(code))))
      return err(made.error);
    if (awaited !== undefined && told !== code) {
      tell(context, talk, awaited(patience.account ?? 'the account that you are signed in as'));
      told = code;
    }
    const waitedMs = context.now() - begunAt;
    if (patience.timeoutMs !== undefined && waitedMs >= patience.timeoutMs) return err(made.error);
    await lookOn(context, LOOK_AFTER_MS[looks] ?? 10_000, begunAt);
    if (context.stop.aborted) return err(GONE);
  }
}

function codeOf(failure: Failure): string {
  return failure.type === 'sync_failed' ? failure.problem.code : failure.type;
}

/** What a person does in the browser meanwhile. */
const AWAITED: Readonly<Record<string, (account: string) => string[]>> = {
  spreadsheet_not_shared: (account) => [
    'In the spreadsheet press Share, paste this address, choose Editor (Viewer is not enough),',
    'take the tick off Notify people, and press Share:',
    '',
    `  ${account}`,
    '',
  ],
  sheets_api_disabled: (account) => [
    `The Google Sheets API is switched off in the project of ${account}.`,
    'Open https://console.cloud.google.com/apis/library/sheets.googleapis.com, choose that project at',
    'the top, and press Enable. It takes a minute to be on.',
    '',
  ],
  // A setup that was killed leaves its lease behind, which ends by itself within ten seconds.
  lease_held: () => ['Somebody else is writing to the spreadsheet, which is waited for.', ''],
};

/** What is over by and by: no reason to leave somebody who is just sharing the spreadsheet. */
const PASSES: ReadonlySet<string> = new Set([
  ...(['rate_limited', 'unavailable', 'outcome_unknown', 'sheet_busy'] as const),
]);

/** Who waits in a script is told, too: somebody has to read it. */
function tell({ json, quiet, err: page }: CommandContext, talk: Talk, lines: readonly string[]): void {
  if (page.isTerminal) for (const line of lines) talk.say(line === '' ? '' : `  ${line}`);
  else if (!json && !quiet) for (const line of lines) if (line !== '') page.line(line);
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 125;

/** Waits, with something that moves where a person looks on. */
async function lookOn(context: CommandContext, ms: number, begunAt: number): Promise<void> {
  const { err: page, json, quiet, stop, pause, now } = context;
  if (!page.isTerminal || json || quiet) return pause(ms);
  for (let waited = 0, frame = 0; waited < ms && !stop.aborted; waited += FRAME_MS, frame += 1) {
    const seconds = Math.floor((now() - begunAt) / 1_000);
    page.passing(`  ${FRAMES[frame % FRAMES.length]} Waiting for that (${seconds} s; Ctrl-C stops)`);
    await pause(FRAME_MS);
  }
}
