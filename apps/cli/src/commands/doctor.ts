import type { ExplainedSetting } from '@quiz-sync/server';
import type { Check } from '../checks/check.js';
import { examine } from '../checks/examine.js';
import { examineService } from '../checks/examine-service.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Composition } from '../needs.js';
import { overall, renderDoctor } from '../render/doctor.js';
import { answer, confirm, note } from '../report.js';

type DoctorContext = CommandContext & Pick<Composition, 'examined' | 'remote'>;

const LEFT_ON_MONGODB =
  'Nothing was changed, but for an empty collection named doctor_... that may be left, to be dropped.';

/** Looks at everything a sync needs, and says what is missing and what to do. Ends as the first failure would. */
export async function doctor(context: DoctorContext): Promise<ExitCode> {
  const { examined, remote } = context;
  if (remote === undefined && examined.store?.type === 'mongodb') context.leaves(LEFT_ON_MONGODB);
  note(context, 'Looking at the store and the spreadsheet ...');
  const checks =
    remote === undefined
      ? await examine(examined, context.now)
      : await examineService(remote, examined.nodeVersion, context.now());
  const exitCode = exitCodeOfAll(checks);
  const state = overall(checks);
  const tell = state === 'ok' ? confirm : answer;
  const settings = examined.configuration.map((all) => all.map(toSetting)).unwrapOr([]);
  const document = { state, exit_code: exitCode, checks: checks.map(toDocument), settings };
  tell(context, document, (style) => renderDoctor(checks, style));
  return exitCode;
}

function exitCodeOfAll(checks: readonly Check[]): ExitCode {
  for (const check of checks) if (check.state === 'failure') return check.exitCode;
  return EXIT_CODES.done;
}

function toDocument(check: Check) {
  const { name, state, detail } = check;
  return { name, state, detail, remedy: check.state === 'ok' ? undefined : check.remedy };
}

function toSetting({ name, value, from }: ExplainedSetting) {
  return { name, value, from };
}
