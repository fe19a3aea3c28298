import { type CommandRows, NEVER, STORE_AWAY } from './row.js';

/** Commands that look, and change nothing. */
export const LOOKING: readonly CommandRows[] = [
  {
    command: 'status',
    done: [{ line: 'status', says: /State +in_sync/, world: 'well' }],
    failures: {
      failed: { line: 'status', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'status --wacth', says: /unknown flag --wacth for status; did you mean --watch\?/ },
      partly: { line: 'status --exit-code', says: /^3 waiting since/m, hereAlone: true },
      access: {
        line: 'status --exit-code',
        says: /^blocked: The spreadsheet is not shared/m,
        world: 'blocked',
      },
      spreadsheet: 'Its --exit-code is that of the last error, as of the row before.',
      otherWriter: NEVER.noLease,
      later: { line: 'status --url http://127.0.0.1:9', says: /cannot be reached/, hereAlone: true },
    },
    interrupted: {
      line: 'status --watch',
      hold: 'nothing',
      after: /State +/,
      says: /Stopped watching|Interrupted\. Nothing was changed/,
    },
    withService: true,
  },
  {
    command: 'plan',
    done: [{ line: 'plan', says: /Nothing to write/, world: 'well' }],
    failures: {
      failed: { line: 'plan', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'plan --spreadsheet a/b', says: /--spreadsheet: must be the id/, hereAlone: true },
      partly: 'A tab that would be left out is told in the plan.',
      access: { line: 'plan', says: /Share the spreadsheet with/ },
      spreadsheet: { line: 'plan', says: /There is no such spreadsheet/ },
      otherWriter: NEVER.noLease,
      later: { line: 'plan', says: /Google cannot be reached/ },
    },
    interrupted: { line: 'plan', hold: 'google', says: /Interrupted\. Nothing was changed\./ },
    withService: true,
  },
  {
    command: 'doctor',
    done: [{ line: 'doctor', says: /ok +runtime/, world: 'well' }],
    failures: {
      failed: { line: 'doctor', says: /failure +store: /, hereAlone: true },
      usage: { line: 'doctor --verbos', says: /did you mean --verbose\?/ },
      partly: 'Warnings are no failure.',
      access: { line: 'doctor', says: /failure .*shared/, hereAlone: true },
      spreadsheet: { line: 'doctor', says: /failure +spreadsheet/, hereAlone: true },
      otherWriter: 'That somebody is writing is a warning.',
      later: { line: 'doctor', says: /failure +spreadsheet/, hereAlone: true },
    },
    interrupted: { line: 'doctor', hold: 'google', says: /Interrupted\. Nothing was changed/ },
    withService: true,
  },
  {
    command: 'config show',
    done: [{ line: 'config show', says: /SETTING +VALUE +FROM/ }],
    failures: {
      failed: NEVER.opensNothing,
      usage: { line: 'config show --config missing.json', says: /missing\.json/ },
      partly: NEVER.inPart,
      access: NEVER.opensNothing,
      spreadsheet: NEVER.opensNothing,
      otherWriter: NEVER.opensNothing,
      later: NEVER.opensNothing,
    },
    interrupted: NEVER.quick,
    withService: NEVER.worksOnStore,
  },
  {
    command: 'completion',
    done: [{ line: 'completion bash', says: /complete -F _quiz_sync quiz-sync/ }],
    failures: {
      failed: NEVER.opensNothing,
      usage: { line: 'completion csh', says: /must be one of bash, zsh, fish, not "csh"/ },
      partly: NEVER.inPart,
      access: NEVER.opensNothing,
      spreadsheet: NEVER.opensNothing,
      otherWriter: NEVER.opensNothing,
      later: NEVER.opensNothing,
    },
    interrupted: NEVER.quick,
    withService: NEVER.worksOnStore,
  },
];
