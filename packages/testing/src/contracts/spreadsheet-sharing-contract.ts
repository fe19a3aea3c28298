import type { SpreadsheetSharing } from '@quiz-sync/core';
import type { TestFunctions } from '../test-functions.js';
import { refused, succeed } from './outcome.js';

/** One account's way to make and share spreadsheets, and what is seen of them from elsewhere. */
export interface OpenedSharing {
  readonly sharing: SpreadsheetSharing;
  /** What a spreadsheet is called. */
  titleOf(spreadsheetId: string): string | Promise<string>;
  /** The addresses that may edit it, the account itself left out. */
  editorsOf(spreadsheetId: string): readonly string[] | Promise<readonly string[]>;
  close(): unknown;
}

export interface SharingHarness {
  open(): Promise<OpenedSharing>;
}

const ADA = 'ada@school.example';
const BOB = 'bob@school.example';

/**
 * What holds for every `SpreadsheetSharing` on a service that works. What it makes of refusals and failures only its
 * adapter can know.
 */
export function spreadsheetSharingContract(test: TestFunctions, harness: SharingHarness): void {
  const { describe, it, expect, beforeEach, afterEach } = test;
  describe('SpreadsheetSharing', () => {
    let opened: OpenedSharing | undefined;
    const subject = (): OpenedSharing => {
      if (opened === undefined) throw new Error('it is open once a test has begun');
      return opened;
    };
    beforeEach(async () => {
      opened = await harness.open();
    });
    afterEach(async () => {
      await opened?.close();
    });

    it('makes a spreadsheet of that title, with which nobody else has to do', async () => {
      const id = await succeed(subject().sharing.create('Quiz results'));
      expect(await subject().titleOf(id)).toBe('Quiz results');
      expect(await subject().editorsOf(id)).toEqual([]);
    });

    it('makes another one when it is asked again', async () => {
      const first = await succeed(subject().sharing.create('Quiz results'));
      expect(await succeed(subject().sharing.create('Quiz results'))).not.toBe(first);
    });

    it('lets somebody edit one spreadsheet and no other, and then somebody else, too', async () => {
      const { sharing } = subject();
      const [ours, other] = [await succeed(sharing.create('Ours')), await succeed(sharing.create('Other'))];
      await succeed(sharing.share(ours, ADA));
      await succeed(sharing.share(ours, BOB));
      expect([...(await subject().editorsOf(ours))].sort()).toEqual([ADA, BOB]);
      expect(await subject().editorsOf(other)).toEqual([]);
    });

    it('changes nothing for who may edit it already', async () => {
      const id = await succeed(subject().sharing.create('Ours'));
      await succeed(subject().sharing.share(id, ADA));
      await succeed(subject().sharing.share(id, ADA));
      expect(await subject().editorsOf(id)).toEqual([ADA]);
    });

    it('may not share what is not there, or not shown to it', async () => {
      const error = await refused(subject().sharing.share('nobody-has-this-spreadsheet', ADA));
      expect(error).toMatchObject({ type: 'may_not_share' });
      expect(error.message).not.toBe('');
    });
  });
}
