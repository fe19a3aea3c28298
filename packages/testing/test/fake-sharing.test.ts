import { fakeSharing, refused, spreadsheetSharingContract, succeed } from '@quiz-sync/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('fakeSharing', () => {
  spreadsheetSharingContract(
    { describe, it, expect, beforeEach, afterEach },
    {
      open: async () => {
        const sharing = fakeSharing();
        const { titleOf, editorsOf } = sharing;
        return { sharing, titleOf, editorsOf, close: () => undefined };
      },
    },
  );

  it('refuses the next call, once', async () => {
    const sharing = fakeSharing();
    sharing.refuseNext('no_storage', 'Full.');
    expect(await refused(sharing.create('x'))).toEqual({ type: 'no_storage', message: 'Full.' });
    const id = await succeed(sharing.create('x'));
    sharing.refuseNext('address_refused');
    expect(await refused(sharing.share(id, 'ada'))).toMatchObject({ type: 'address_refused' });
    expect(sharing.editorsOf(id)).toEqual([]);
  });
});
