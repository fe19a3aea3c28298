import path from 'node:path';
import { ResultAsync } from 'neverthrow';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { FileFailed } from '../failure.js';
import { answer, fail, note } from '../report.js';
import { untilStopped } from '../until-stopped.js';

interface EmulatorArguments {
  readonly port: number;
  /** Where the spreadsheet is kept; `undefined`: nowhere. */
  readonly data: string | undefined;
}

const TITLE = 'Quiz Sync (emulator)';

/** Serves Google's Sheets API on this machine until it is stopped. */
export async function emulator(
  context: CommandContext,
  { port, data }: EmulatorArguments,
): Promise<ExitCode> {
  const started = await ResultAsync.fromPromise(start(port, data), notStarted);
  if (started.isErr()) return fail(context, started.error);
  const served = started.value;
  const [known] = served.spreadsheetIds;
  const id = known ?? served.createSpreadsheet(TITLE);
  const host = served.url.replace('http://', '');
  answer(context, { url: served.url, spreadsheet_id: id, process_id: process.pid }, (style) =>
    [
      `The emulator is at ${style.bold(served.url)}`,
      '',
      `export SHEETS_EMULATOR_HOST=${host}`,
      `export QUIZ_SYNC_SPREADSHEET_ID=${id}`,
    ].join('\n'),
  );
  const signal = await untilStopped(context.stop);
  await served.close();
  const left = data === undefined ? 'Its spreadsheet is gone.' : `Its spreadsheet stays in ${data}.`;
  if (signal !== 'SIGTERM') return fail(context, { type: 'interrupted', message: `Stopped. ${left}` });
  note(context, `Stopped. ${left}`);
  return EXIT_CODES.done;
}

async function start(port: number, data: string | undefined) {
  const { startSheetsEmulator } = await import('@quiz-sync/sheets-emulator');
  return startSheetsEmulator({ port, dataFile: data === undefined ? undefined : path.resolve(data) });
}

function notStarted(cause: unknown): FileFailed {
  const why = cause instanceof Error ? cause.message : String(cause);
  return { type: 'file_failed', message: `The emulator cannot be started: ${why}` };
}
