import type { FaultSpec, SheetsEmulator } from '@quiz-sync/sheets-emulator';

/** What becomes of a write, and the row of the fault list that it stands for. */
interface AnswerKind {
  readonly fault?: number;
  readonly effect?: FaultSpec['effect'];
}

/** What may become of the next write. */
export const ANSWERS = {
  'a good answer': {},
  'a 429, nothing applied': { fault: 7, effect: { type: 'before', status: 429 } },
  'a 503, nothing applied': { fault: 8, effect: { type: 'before', status: 503 } },
  'a 503, but applied': { fault: 9, effect: { type: 'after', lose: 'status', status: 503 } },
  'a reset, but applied': { fault: 10, effect: { type: 'after', lose: 'reset' } },
  'a reset, and applied late': { fault: 11, effect: { type: 'late', ms: 900, lose: 'reset' } },
  'no byte ever, nothing applied': { fault: 12, effect: { type: 'hang' } },
  'no byte ever, but applied': { fault: 12, effect: { type: 'hang', applied: true } },
  'a 200 that is cut short': { fault: 13, effect: { type: 'after', lose: 'cut' } },
  'a 200 with a page of HTML': { fault: 13, effect: { type: 'after', lose: 'html' } },
} as const satisfies Record<string, AnswerKind>;

export type AnswerName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as AnswerName[];

/** Has the emulator answer the next write to a spreadsheet so; call what comes back to call it off. */
export function answerNextWrite(
  emulator: SheetsEmulator,
  spreadsheetId: string,
  name: AnswerName,
): () => void {
  const { effect }: AnswerKind = ANSWERS[name];
  if (effect === undefined) return () => {};
  const id = emulator.faults.add({ match: { kind: 'write', path: spreadsheetId }, effect });
  return () => emulator.faults.remove(id);
}
