import type { ExplainedSetting } from '@quiz-sync/server';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderConfiguration } from '../render/configuration.js';
import { printable } from '../render/printable.js';
import { answer } from '../report.js';

/** Shows each value of the configuration and where it came from. */
export async function configShow(
  context: CommandContext & {
    readonly configuration: readonly ExplainedSetting[];
    readonly warnings: readonly string[];
  },
): Promise<ExitCode> {
  answer(context, { settings: context.configuration }, (style) =>
    renderConfiguration(context.configuration, style),
  );
  for (const warning of context.warnings)
    context.err.line(`${context.err.style.warning('quiz-sync:')} ${printable(warning)}`);
  return EXIT_CODES.done;
}
