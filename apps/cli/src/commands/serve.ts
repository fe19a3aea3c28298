import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import type { RunningService } from '../needs.js';
import { answer } from '../report.js';

/** Runs the HTTP service until somebody stops it: a signal ends it, not this function. */
export async function serve(
  context: CommandContext & { readonly service: RunningService },
): Promise<ExitCode> {
  const { url } = context.service;
  answer(context, { url, process_id: process.pid }, (style) => `Quiz Sync is at ${style.bold(url)}`);
  return new Promise<never>(() => {});
}
