import { describe, expect, it } from 'vitest';
import { type AnswerName, answerNextWrite } from './answers.ts';
import { sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests } from './with-rig.ts';

const { settledRig } = rigsForTests();

describe('the service, when a write is answered with', () => {
  it.each<[string, AnswerName, boolean | undefined]>([
    ['a 429, nothing applied (fault 7)', 'a 429, nothing applied', false],
    ['a 503, nothing applied (fault 8)', 'a 503, nothing applied', false],
    ['a 503, but applied (fault 9)', 'a 503, but applied', true],
    ['a reset, but applied (fault 10)', 'a reset, but applied', true],
    ['a reset, and applied late (fault 11)', 'a reset, and applied late', undefined],
    ['no byte ever, nothing applied (fault 12)', 'no byte ever, nothing applied', false],
    ['no byte ever, but applied (fault 12)', 'no byte ever, but applied', true],
    ['a 200 that is cut short (fault 13)', 'a 200 that is cut short', true],
    ['a 200 with a page of HTML (fault 13)', 'a 200 with a page of HTML', true],
  ])('%s', async (_, answer, isApplied) => {
    const rig = await settledRig();
    answerNextWrite(rig.emulator, rig.spreadsheetId, answer);
    await sendAll(rig, ordinaryRound(nextRound(rig)));
    expect(rig.owed).toEqual([]);
    expect(await untilSettled(rig)).toBe('in sync');
    await rig.emulator.idle();
    await untilSettled(rig);
    expect(differences(rig)).toEqual([]);
    if (isApplied === undefined) return; // It may have come before we looked, or after what was sent in its place.
    const settled = rig.service.output().includes('A batch of unknown outcome had been applied');
    expect(settled).toBe(isApplied);
  });
});
