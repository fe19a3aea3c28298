import type { PendingChange } from '../ports/pending-changes.js';
import { rowSubjectId, subjectsOf } from '../sync/load/acknowledgeable.js';
import { changeBytes, cutToBudget } from '../sync/load/batch-budget.js';
import { LOAD_LIMIT } from '../sync/load/load-work.js';
import type { RowChange } from '../sync/load/row-change.js';

export interface RowsCost {
  readonly batches: number;
  readonly bytes: number;
}

/** What writing the rows costs that these changes touch: as many batches as the loads and budgets of a run make of them. */
export function rowsCost(changes: readonly PendingChange[], rows: readonly RowChange[]): RowsCost {
  const bySubject = Map.groupBy(rows, rowSubjectId);
  let batches = 0;
  for (const load of loadsOf(changes)) {
    const ofLoad: RowChange[] = [];
    for (const subject of new Set(load.flatMap((change) => subjectsOf(change)))) {
      ofLoad.push(...(bySubject.get(subject) ?? []));
      bySubject.delete(subject);
    }
    batches += batchesOf(ofLoad);
  }
  return { batches, bytes: rows.reduce((sum, row) => sum + changeBytes(row), 0) };
}

/** As the list of pending changes is taken in pieces. */
function loadsOf(changes: readonly PendingChange[]): PendingChange[][] {
  const loads: PendingChange[][] = [];
  let responses = 0;
  for (const change of changes) {
    const size = change.kind === 'submission' ? change.submission.responses.length : 0;
    const load = loads.at(-1);
    responses += size;
    if (load === undefined || load.length >= LOAD_LIMIT.documents || responses > LOAD_LIMIT.responses) {
      loads.push([change]);
      responses = size;
    } else load.push(change);
  }
  return loads;
}

/** A row that is removed loses its cells in one batch and its key in the next. */
function batchesOf(rows: readonly RowChange[]): number {
  let batches = rows.some(({ type }) => type === 'blank') ? 1 : 0;
  for (let rest = rows; rest.length > 0; batches += 1) rest = rest.slice(cutToBudget(rest).length);
  return batches;
}
