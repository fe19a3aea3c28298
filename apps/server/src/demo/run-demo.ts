import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncStatus } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import type { RunningServer } from '../start-server.js';
import { demoSteps } from './demo-steps.js';
import { feed } from './feed.js';
import { firstDay } from './first-day.js';
import { type ProgressOutput, progress } from './progress.js';

/** The demo will not run here; `message` says why. */
export interface DemoRefused {
  readonly type: 'demo_refused';
  readonly message: string;
}

/** Made-up learners must not get into anybody's real spreadsheet, and the demo knows no keys. */
export function checkDemo({ application }: RunningServer): Result<void, DemoRefused> {
  if (application.sheetsEmulatorUrl === undefined)
    return refused('a spreadsheet of Google’s is configured; unset QUIZ_SYNC_SPREADSHEET_ID');
  if (application.configuration.apiKeysFile !== undefined)
    return refused('API keys are configured, and it has none; unset QUIZ_SYNC_API_KEYS_FILE');
  return ok(undefined);
}

function refused(reason: string): Result<never, DemoRefused> {
  return err({
    type: 'demo_refused',
    message: `The demo writes the results of made-up learners: ${reason}.`,
  });
}

/** Feeds a running service over HTTP, as a front end would, and says when everything is in the spreadsheet. */
export async function runDemo({ url, application }: RunningServer, output: ProgressOutput): Promise<void> {
  const apiUrl = `${url}/api`;
  const steps = demoSteps(await firstDay(apiUrl, Date.now()));
  output.write(
    `\n  Quiz Sync is at ${url} — open it and watch.\n  Some hundred learners are at their quizzes:\n\n`,
  );
  const shown = progress(steps.length, output);
  const { added } = await feed(apiUrl, steps, shown.advance);
  shown.end();
  const status = await settled(application.quizSync);
  output.write(`\n  ${outcome(added, status)}\n  ${url} stays up until you press Ctrl+C.\n\n`);
}

function outcome(added: number, { state, summary, responses }: SyncStatus): string {
  const stored = added === 0 ? 'All of it was here already' : `${added} results were new`;
  const place =
    state === 'in_sync' ? 'each of them is in the spreadsheet once' : `the spreadsheet is ${summary}`;
  return `${stored}; ${responses} responses are stored, and ${place}.`;
}

/** The status once nothing is on its way any more, or nothing will be without a person. */
async function settled(quizSync: RunningServer['application']['quizSync']): Promise<SyncStatus> {
  for (;;) {
    const status = (await quizSync.syncStatus())._unsafeUnwrap();
    if (!['pending', 'syncing'].includes(status.state)) return status;
    await sleep(200);
  }
}
