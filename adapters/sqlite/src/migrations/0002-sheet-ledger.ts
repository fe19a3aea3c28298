import type { Migration } from './migration.js';

/**
 * Our memory of the spreadsheets. A tab of a target has one small number (`ledger_tabs.id`), so that a million ledger
 * rows and their indexes do not each repeat the spreadsheet's id. `sheet_id IS NULL`: rows are known, the tab's own
 * record is not. `scan_number` is the tab's latest scan; a row's `scan` is the one that last saw or wrote it.
 */
export const sheetLedger: Migration = {
  version: 2,
  sql: `
    CREATE TABLE ledger_tabs (
      id INTEGER PRIMARY KEY,
      target TEXT NOT NULL,
      tab TEXT NOT NULL,
      sheet_id INTEGER,
      headers TEXT,
      key_column INTEGER,
      next_row INTEGER,
      entries INTEGER NOT NULL DEFAULT 0,
      scan TEXT,
      scan_number INTEGER NOT NULL DEFAULT 0,
      UNIQUE (target, tab)
    ) STRICT;

    CREATE TABLE ledger (
      tab_id INTEGER NOT NULL,
      key TEXT NOT NULL,
      row INTEGER NOT NULL,
      hash TEXT NOT NULL,
      owner TEXT NOT NULL,
      course TEXT,
      scan INTEGER NOT NULL,
      PRIMARY KEY (tab_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ledger_by_owner ON ledger (tab_id, owner);
    CREATE INDEX ledger_by_row ON ledger (tab_id, row);
    CREATE INDEX ledger_by_course ON ledger (tab_id, course, owner) WHERE course IS NOT NULL;

    CREATE TRIGGER ledger_entry_added AFTER INSERT ON ledger BEGIN
      UPDATE ledger_tabs SET entries = entries + 1 WHERE id = new.tab_id;
    END;
    CREATE TRIGGER ledger_entry_removed AFTER DELETE ON ledger BEGIN
      UPDATE ledger_tabs SET entries = entries - 1 WHERE id = old.tab_id;
    END;
  `,
};
