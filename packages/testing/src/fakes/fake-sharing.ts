import type { SharingError, SpreadsheetSharing } from '@quiz-sync/core';
import { errAsync, okAsync } from 'neverthrow';

/** Spreadsheets of one account, in memory. */
export interface FakeSharing extends SpreadsheetSharing {
  titleOf(spreadsheetId: string): string;
  /** Who may edit it besides the account, in the order in which they were let in. */
  editorsOf(spreadsheetId: string): readonly string[];
  /** The next call is answered so, and does nothing. */
  refuseNext(type: SharingError['type'], message?: string): void;
}

interface Made {
  readonly title: string;
  readonly editors: Set<string>;
}

export function fakeSharing(): FakeSharing {
  const made = new Map<string, Made>();
  const refusals: SharingError[] = [];
  const known = (id: string): Made => {
    const found = made.get(id);
    if (found === undefined) throw new Error(`No spreadsheet ${id} was made`);
    return found;
  };
  return {
    create(title) {
      const refusal = refusals.shift();
      if (refusal !== undefined) return errAsync(refusal);
      const id = `made-${made.size + 1}`;
      made.set(id, { title, editors: new Set() });
      return okAsync(id);
    },
    share(id, address) {
      const refusal = refusals.shift();
      if (refusal !== undefined) return errAsync(refusal);
      const found = made.get(id);
      if (found === undefined) return errAsync({ type: 'may_not_share', message: `No spreadsheet ${id}.` });
      found.editors.add(address);
      return okAsync(undefined);
    },
    titleOf: (id) => known(id).title,
    editorsOf: (id) => [...known(id).editors],
    refuseNext(type, message = type) {
      refusals.push({ type, message });
    },
  };
}
