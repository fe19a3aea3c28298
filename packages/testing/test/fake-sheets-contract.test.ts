import { fakeSheets, sheetsPortContract } from '@quiz-sync/testing';
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
