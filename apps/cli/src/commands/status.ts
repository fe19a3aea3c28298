import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncStatus } from '@quiz-sync/core';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode, exitCodeOf } from '../exit-code.js';
import type { Syncing } from '../remote/remote-quiz-sync.js';
import { toJson } from '../render/json.js';
import { renderStatus } from '../render/status.js';
import { fail } from '../report.js';

type StatusContext = CommandContext & { readonly quizSync: Pick<Syncing, 'syncStatus'> };

interface StatusArguments {
  readonly watch: boolean;
  readonly exitCode: boolean;
}

/** Milliseconds from one look to the next. */
const WATCH_EVERY_MS = 2_000;

/** Puts the cursor at the top of an empty screen. */
const CLEAR = '\u001b[2J\u001b[H';

/** Shows the state of the sync. Asks the store alone, never Google, and starts nothing. */
export async function status(
  context: StatusContext,
  { watch, exitCode }: StatusArguments,
): Promise<ExitCode> {
  for (;;) {
    const found = await context.quizSync.syncStatus();
    if (found.isErr()) return fail(context, found.error);
    const before = watch && context.out.isTerminal && !context.json ? CLEAR : '';
    const isWanted = await context.data.write(`${before}${inWords(context, found.value)}\n`);
    const code = exitCode ? exitCodeFor(found.value) : EXIT_CODES.done;
    if (!watch || !isWanted) return code;
    await sleep(WATCH_EVERY_MS, undefined, { signal: context.stop }).catch(() => {});
    if (context.stop.aborted) return fail(context, { type: 'interrupted', message: 'Stopped watching.' });
  }
}

function inWords(context: StatusContext, found: SyncStatus): string {
  return context.json ? toJson(found) : renderStatus(found, context.out.style, context.now());
}

function exitCodeFor({ state, last_error: problem }: SyncStatus): ExitCode {
  switch (state) {
    case 'in_sync':
    case 'syncing':
      return EXIT_CODES.done;
    case 'pending':
      return EXIT_CODES.partly;
    case 'failing':
    case 'blocked':
      // Without an error of its own, it is tabs that are set aside.
      return problem === undefined ? EXIT_CODES.spreadsheet : exitCodeOf({ type: 'sync_failed', problem });
    case 'disabled':
      return EXIT_CODES.failed;
    default:
      return state satisfies never;
  }
}
