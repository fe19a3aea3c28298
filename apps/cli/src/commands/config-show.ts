import type { ExplainedSetting } from '@quiz-sync/server';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { renderConfiguration } from '../render/configuration.js';
import { answer } from '../report.js';

/** Shows each value of the configuration and where it came from. */
export async function configShow(
  context: CommandContext & { readonly configuration: readonly ExplainedSetting[] },
): Promise<ExitCode> {
  answer(context, { settings: context.configuration }, (style) =>
    renderConfiguration(context.configuration, style),
  );
  return EXIT_CODES.done;
}
