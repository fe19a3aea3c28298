import path from 'node:path';
import { err, ok, okAsync, type Result } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { EXPORT_COLUMNS, type ExportKind } from '../export/export-kinds.js';
import { type ExportOutput, exportToFile, exportToStdout } from '../export/export-output.js';
import { type ExportSource, readRows } from '../export/read-rows.js';
import { EXPORT_FORMATS, type ExportFormat, ROW_WRITERS } from '../export/row-writer.js';
import type { Failure } from '../failure.js';
import { counted } from '../render/counted.js';
import { farWords } from '../render/pace.js';
import { printable } from '../render/printable.js';
import { seconds } from '../render/times.js';
import { confirm, everySecond, fail, note } from '../report.js';

type ExportContext = CommandContext & ExportSource;

interface ExportArguments {
  readonly format: ExportFormat | undefined;
  readonly output: string | undefined;
}

/** Writes all of one kind to stdout or to a file, in bounded memory. */
export async function exportCommand(
  context: ExportContext,
  { format: wanted, output: place }: ExportArguments,
  kind: ExportKind,
): Promise<ExitCode> {
  const format = wanted ?? formatOf(place) ?? (context.json ? 'jsonl' : 'csv');
  if (place === undefined && format === 'xlsx' && context.out.isTerminal)
    return fail(context, usage('--format xlsx is nothing for a terminal: name a file with --output FILE'));
  const opened = await (place === undefined ? okAsync(exportToStdout(context.data)) : exportToFile(place));
  if (opened.isErr()) return fail(context, opened.error);
  const beganAt = context.now();
  const exported = await exportTo(opened.value, context, kind, format);
  const kept = await exported.asyncAndThen(({ rows }) => opened.value.keep().map(() => rows));
  if (kept.isErr()) {
    await opened.value.drop();
    return fail(context, kept.error);
  }
  const done = { kind, format, output: place, rows: kept.value, duration_ms: context.now() - beganAt };
  const words = `Exported ${counted(done.rows, 'row')} of ${kind}`;
  if (place === undefined) note(context, words);
  else confirm(context, done, () => `${words} to ${printable(place)} (${seconds(done.duration_ms)})`);
  return EXIT_CODES.done;
}

/** `school.xlsx` says what it wants to be. */
function formatOf(place: string | undefined): ExportFormat | undefined {
  const ending = place === undefined ? '' : path.extname(place).slice(1).toLowerCase();
  return EXPORT_FORMATS.find((format) => format === ending);
}

async function exportTo(
  output: ExportOutput,
  context: ExportContext,
  kind: ExportKind,
  format: ExportFormat,
): Promise<Result<{ readonly rows: number }, Failure>> {
  const expected = kind === 'responses' ? await context.store.submissions.count() : ok(undefined);
  if (expected.isErr()) return err(expected.error);
  const open = await ROW_WRITERS[format]();
  const writer = open(output, { title: kind, columns: EXPORT_COLUMNS[kind] });
  const tell = everySecond(context);
  let done = 0;
  const read = await readRows(kind, context, async (rows) => {
    done += rows.length;
    tell(
      kind,
      done,
      (pace) => `Exporting ${kind}: ${farWords(done, expected.value?.responses, 'rows', pace)}`,
    );
    return (await writer.rows(rows)) && !context.stop.aborted;
  });
  if (read.isErr()) return err(read.error);
  if (context.stop.aborted) return err({ type: 'interrupted', message: interrupted(done) });
  await writer.end();
  for (const remark of writer.remarks()) context.err.line(remark);
  return ok({ rows: done });
}

function interrupted(done: number): string {
  return `Interrupted after ${counted(done, 'row')}. Nothing was changed, and no file was left.`;
}
