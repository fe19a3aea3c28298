import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { StoreError } from '../ports/store-error.js';
import type { CutRow } from '../ports/sync-state-repo.js';
import { MAX_CELL_CHARACTERS } from '../tabs/fit-cell.js';
import type { SheetRow } from '../tabs/sheet-row.js';
import { expectedRows } from '../verify/expected-rows.js';
import type { CutCellOfRow, CutCells } from './cut-cells.js';
import type { Dependencies } from './dependencies.js';

type Reading = Pick<Dependencies, 'store' | 'sheets' | 'settings' | 'layouts'>;

/** See {@link QuizSync.cutCells}. Rows are worked out afresh: what is listed is so now, whatever was written when. */
export function readCutCells(deps: Reading): ResultAsync<CutCells, StoreError> {
  const { store, sheets } = deps;
  return safeTry(async function* () {
    const { cutRows } = yield* store.syncState.read(sheets.target);
    const cells: CutCellOfRow[] = [];
    for (const [tab, rows] of Map.groupBy(cutRows?.rows ?? [], ({ tab }: CutRow) => tab)) {
      const keys = rows.map(({ key }) => key);
      const expected = yield* expectedRows(deps, tab, keys);
      cells.push(...[...expected.values()].flatMap((row) => cutCellsOf(deps, row)));
    }
    return ok({ limit: MAX_CELL_CHARACTERS, cut_cells: cells, further: cutRows?.further ?? false });
  });
}

function cutCellsOf({ layouts }: Reading, { tab, key, cut = [] }: SheetRow): CutCellOfRow[] {
  const layout = layouts.find((each) => each.tab === tab);
  return cut.map(({ column, characters }) => ({
    ...{ tab, title: layout?.title ?? '', key },
    ...{ column: layout?.columns[column]?.header ?? '', characters },
  }));
}
