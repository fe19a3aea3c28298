import type { FaultSpec, SheetsEmulator } from '@quiz-sync/sheets-emulator';

type Effect = FaultSpec['effect'];

/** What becomes of the next write, by the row of the fault list that it stands for. */
export const ANSWERS = {
  'a good answer': undefined,
  '07 a 429, nothing applied': { type: 'before', status: 429 },
  '08 a 503, nothing applied': { type: 'before', status: 503 },
  '09 a 503, but applied': { type: 'after', lose: 'status', status: 503 },
  '10 a reset, but applied': { type: 'after', lose: 'reset' },
  '11 a reset, and applied late': { type: 'late', ms: 900, lose: 'reset' },
  '12 no byte ever, nothing applied': { type: 'hang' },
  '12 no byte ever, but applied': { type: 'hang', applied: true },
  '13 a 200 that is cut short': { type: 'after', lose: 'cut' },
  '13 a 200 with a page of HTML': { type: 'after', lose: 'html' },
} as const satisfies Record<string, Effect | undefined>;

export type AnswerName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as AnswerName[];

/** Has the emulator answer the next write to a spreadsheet so; call what comes back to call it off. */
export function answerNextWrite(
  emulator: SheetsEmulator,
  spreadsheetId: string,
  name: AnswerName,
): () => void {
  const effect: Effect | undefined = ANSWERS[name];
  if (effect === undefined) return () => {};
  const id = emulator.faults.add({ match: { kind: 'write', path: spreadsheetId }, effect });
  return () => emulator.faults.remove(id);
}
