import type { VerifyReport } from '@quiz-sync/core';

const NO_DRIFT = { missing: 0, duplicate: 0, edited: 0, stale: 0, foreign: 0 };

/** All is as it should be. */
export const clean: VerifyReport = {
  ...{ target: 'sheet-1', spreadsheet_url: undefined, clean: true, findings: [], further_findings: 0 },
  tabs: [
    {
      tab: 'responses',
      title: 'QuizResponses',
      state: 'compared',
      rows: 204_812,
      waiting: 0,
      drift: NO_DRIFT,
    },
  ],
  ...{ reads: 3, writes: 0, repaired: undefined },
};

/** A row is missing, two cells were edited, and one tab cannot be compared. */
export const drifted: VerifyReport = {
  ...clean,
  clean: false,
  tabs: [
    {
      ...{ tab: 'responses', title: 'QuizResponses', state: 'compared', rows: 204_811, waiting: 0 },
      drift: { ...NO_DRIFT, missing: 1, edited: 2 },
    },
    { tab: 'profiles', title: 'UserProfiles', state: 'headers_lost', rows: 0, waiting: 0, drift: NO_DRIFT },
  ],
  findings: [
    { tab: 'responses', kind: 'missing', key: 's9:2' },
    {
      tab: 'responses',
      kind: 'edited',
      key: 's4:0',
      row: 12,
      column: 'topic',
      expected: '<b>x</b>',
      found: null,
    },
  ],
  further_findings: 1,
};
