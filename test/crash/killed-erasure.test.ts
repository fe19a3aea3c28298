import { describe, expect, it } from 'vitest';
import { erasure, session, submission } from './facts.ts';
import { restart, send, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound, smallSubmission } from './rounds.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests } from './with-rig.ts';

const { settledRig } = rigsForTests();

describe('the erasure of a learner that is killed on its way', () => {
  it.each([1, 2, 3, 5])(
    'after commit %i: asked for again, nothing of the learner is left, and of others everything',
    async (passage) => {
      const rig = await settledRig();
      const round = nextRound(rig);
      const user_id = `newcomer-${round}`;
      const own = smallSubmission(round);
      const facts = { user_id, last_activity: '2026-01-01T00:00:00.000Z', messages_per_session: 1 };
      await sendAll(rig, [
        own,
        // More than one step of the erasure.
        ...Array.from({ length: 110 }, (_, index) =>
          submission({ ...bodyOf(own), submission_id: `many-${round}-${index}` }),
        ),
        session(`chat-${round}`, facts),
      ]);
      await untilSettled(rig);
      await rig.service.arm({ point: 'sqlite.commit:after', action: 'kill', passage });
      expect(await send(rig, erasure(user_id))).toBeUndefined();
      expect((await rig.service.ended).signal).toBe('SIGKILL');
      await restart(rig);
      rig.facts.sessions.delete(`chat-${round}`);
      await sendAll(rig, ordinaryRound(nextRound(rig)));
      await untilSettled(rig);
      expect(differences(rig)).toEqual([]);
    },
  );
});

function bodyOf({ body }: ReturnType<typeof submission>): Parameters<typeof submission>[0] {
  return body as Parameters<typeof submission>[0];
}
