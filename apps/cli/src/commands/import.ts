import type { StoreApplication } from '@quiz-sync/server';
import { err, type Result } from 'neverthrow';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import type { Failure } from '../failure.js';
import type { LineProblem } from '../import/import-item.js';
import { type ImportSource, openSource, SourceUnreadable } from '../import/open-source.js';
import { formatOf, type ImportWishes, knowRows, ROW_READERS } from '../import/read-source.js';
import { type ImportTally, takeItems } from '../import/take-items.js';
import { toItems } from '../import/to-items.js';
import { counted } from '../render/counted.js';
import { type Imported, importProgressWords, renderImport } from '../render/import.js';
import { printable } from '../render/printable.js';
import { answer, confirm, everySecond, fail } from '../report.js';

type ImportContext = CommandContext & Pick<StoreApplication, 'quizSync' | 'rehearsal' | 'store'>;

interface ImportArguments extends Omit<ImportWishes, 'given'> {
  readonly set: ImportWishes['given'];
  readonly dryRun: boolean;
}

/** Stores what a file tells, line by line, in bounded memory. Done twice, it adds nothing. */
export async function importCommand(
  context: ImportContext,
  { dryRun, set, ...wishes }: ImportArguments,
  file: string,
): Promise<ExitCode> {
  const source = await openSource(file);
  if (source.isErr()) return fail(context, source.error);
  const beganAt = context.now();
  const imported = await importFrom(context, source.value, { ...wishes, given: set }, { file, dryRun });
  await source.value.close();
  if (imported.isErr()) return fail(context, imported.error);
  const done = { ...imported.value, duration_ms: context.now() - beganAt };
  if (context.stop.aborted) return fail(context, { type: 'interrupted', message: interrupted(done) });
  const tell = done.refused === 0 ? confirm : answer;
  tell(context, done, (style) => renderImport(done, style));
  return done.refused === 0 ? EXIT_CODES.done : EXIT_CODES.partly;
}

interface Task {
  readonly file: string;
  readonly dryRun: boolean;
}

async function importFrom(
  context: ImportContext,
  source: ImportSource,
  wishes: ImportWishes,
  { file, dryRun }: Task,
): Promise<Result<Omit<Imported, 'duration_ms'>, Failure>> {
  try {
    const read = await ROW_READERS[formatOf(file, wishes)]();
    const known = await knowRows(file, read(source.text), wishes);
    if (known.isErr()) return err(known.error);
    const { rows, rules, unused } = known.value;
    if (unused.length > 0 && !context.json)
      context.err.line(`Not imported: the columns ${unused.map(printable).join(', ')}`);
    const destination = { intake: dryRun ? context.rehearsal : context.quizSync, store: context.store };
    const problems = problemTeller(context, file);
    const tally = await takeItems(toItems(rows, rules), destination, {
      onProblem: problems.tell,
      onward: progress(context, source),
    });
    const further = problems.end();
    return tally.map((counts) => ({
      ...{ file, kind: rules.kind, dry_run: dryRun },
      ...counts,
      further_problems: further,
    }));
  } catch (cause) {
    if (!(cause instanceof SourceUnreadable)) throw cause;
    return err({
      type: 'file_failed',
      message: `${file} ${cause.message}`,
    });
  }
}

/** Problems that are told one by one: a file of nothing else would fill memory when it is read faster than its problems. */
const MOST_PROBLEMS = 1_000;

/** Tells the first problems with their lines, and how many more there are. */
function problemTeller(context: CommandContext, file: string) {
  let found = 0;
  return {
    tell({ line, message }: LineProblem): void {
      found += 1;
      if (found > MOST_PROBLEMS) return;
      context.err.line(
        context.json
          ? JSON.stringify({ line, message })
          : `${printable(file)}:${line}: ${printable(message)}`,
      );
    },
    /** How many were not told. */
    end(): number {
      const further = Math.max(0, found - MOST_PROBLEMS);
      if (further > 0 && !context.json)
        context.err.line(`${printable(file)}: and ${counted(further, 'more problem', 'more problems')}`);
      return further;
    },
  };
}

function progress(context: CommandContext, source: ImportSource): (tally: ImportTally) => boolean {
  const [tell, beganAt] = [everySecond(context), context.now()];
  return (tally) => {
    const done = tally.added + tally.changed + tally.unchanged + tally.refused;
    tell('importing', done, () => importProgressWords(tally, source.fraction(), context.now() - beganAt));
    return !context.stop.aborted;
  };
}

function interrupted({ added, changed, dry_run: dryRun }: Imported): string {
  if (dryRun) return 'Interrupted. Nothing was changed.';
  return `Interrupted: ${(added + changed).toLocaleString('en-US')} lines were imported and stay. The same command goes on: what is stored is passed over.`;
}
