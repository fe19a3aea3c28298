import { fakeSheets, sheetsPortContract, sheetsUnguardedContract } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('fakeSheets', () => {
  sheetsPortContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      open: async ({ timeZone }) => {
        const sheets = fakeSheets({ timeZone });
        return { sheets, people: sheets.people, calls: sheets.calls, close: () => undefined };
      },
    },
  );
});

describe('fakeSheets that do not honour the revision', () => {
  sheetsUnguardedContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      open: async ({ timeZone }) => {
        const sheets = fakeSheets({ timeZone, honoursRevision: false });
        return { sheets, people: sheets.people, calls: sheets.calls, close: () => undefined };
      },
    },
  );
});
