import type { RunningServer } from '@quiz-sync/server';
import { checkDemo, runDemo } from '@quiz-sync/server/demo';
import { usage } from '../command-line/usage-failure.js';
import type { CommandContext } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { answer, fail } from '../report.js';
import { untilStopped } from '../until-stopped.js';

/** Runs the service with made-up learners at their quizzes, until somebody stops it. */
export async function demo(context: CommandContext & { readonly server: RunningServer }): Promise<ExitCode> {
  const { server, out } = context;
  const checked = checkDemo(server);
  if (checked.isErr()) return fail(context, usage(checked.error.message));
  if (context.json) answer(context, { url: server.url, process_id: process.pid }, () => '');
  const page = context.json || context.quiet ? undefined : out;
  const output = {
    isTTY: page?.isTerminal ?? false,
    write: (text: string) => page !== undefined && context.data.write(text),
  };
  const stopped = untilStopped(context.stop);
  await Promise.race([runDemo(server, output), stopped]);
  await stopped;
  return fail(context, { type: 'interrupted', message: 'Stopped. What was stored stays.' });
}
