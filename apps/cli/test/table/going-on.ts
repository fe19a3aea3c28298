import { type CommandRows, NEVER } from './row.js';

const SERVES = {
  access: 'It goes on, and tells what Google says in its status.',
  spreadsheet: 'It goes on, and tells what Google says in its status.',
  otherWriter: 'It goes on, and syncs when the other one has ended.',
  later: 'It goes on, and tries again.',
  partly: NEVER.inPart,
} as const;

const GOES_ON = 'It goes on until it is stopped: see its interruption.';
const SAYS_WHERE = /http:\/\/127\.0\.0\.1:\d+/;

/** Commands that go on until they are stopped. */
export const GOING_ON: readonly CommandRows[] = [
  {
    command: 'serve',
    done: GOES_ON,
    failures: {
      ...SERVES,
      failed: { line: 'serve --port $TAKEN', says: /Port \d+ of 127\.0\.0\.1 is taken/, world: 'waiting' },
      usage: { line: 'serve --port 99999', says: /--port: must be a whole number from 0 to 65535/ },
    },
    interrupted: {
      line: 'serve --port 0',
      hold: 'nothing',
      after: SAYS_WHERE,
      says: /Stopping\. What is stored/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'demo',
    done: GOES_ON,
    failures: {
      ...SERVES,
      failed: 'As of serve, which it starts.',
      usage: { line: 'demo --port x', says: /--port: must be a whole number from 0 to 65535/ },
    },
    interrupted: {
      line: 'demo --port 0 --json',
      hold: 'nothing',
      after: SAYS_WHERE,
      says: /Stopped\. What was stored stays\./,
      world: 'local',
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'emulator',
    done: GOES_ON,
    failures: {
      access: NEVER.opensNothing,
      spreadsheet: NEVER.opensNothing,
      otherWriter: NEVER.opensNothing,
      later: NEVER.opensNothing,
      partly: NEVER.inPart,
      failed: { line: 'emulator --port $TAKEN', says: /The emulator cannot be started/, world: 'waiting' },
      usage: { line: 'emulator --port x', says: /--port must be a whole number from 0 to 65535/ },
    },
    interrupted: {
      line: 'emulator --port 0',
      hold: 'nothing',
      after: SAYS_WHERE,
      says: /Stopped\. Its spreadsheet is gone/,
    },
    withService: NEVER.worksOnStore,
  },
];
