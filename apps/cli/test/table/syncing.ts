import { type CommandRows, NEVER, STORE_AWAY } from './row.js';

const IN_SYNC = { submissions: 3, waiting: 0, topics: ['algebra', 'algebra', 'algebra'] };

/** Commands that write to the spreadsheet, in the order in which they are run where all is well. */
export const SYNCING: readonly CommandRows[] = [
  {
    command: 'setup',
    done: [{ line: 'setup --no-input', says: /Nothing to make|Made \d/, world: 'well' }],
    failures: {
      failed: { line: 'setup --no-input', says: STORE_AWAY },
      usage: { line: 'setup here', says: /setup takes no arguments|usage/ },
      partly: NEVER.inPart,
      access: { line: 'setup --no-input', says: /Share the spreadsheet|shared with/ },
      spreadsheet: { line: 'setup --no-input', says: /There is no such spreadsheet|no spreadsheet/ },
      otherWriter: { line: 'setup --no-input', says: /Another instance is writing/ },
      later: { line: 'setup --no-input', says: /reach/ },
    },
    interrupted: {
      line: 'setup --no-input --overview',
      hold: 'google',
      says: /Stopped\. Making the tabs had begun: .* made wholly\. quiz-sync setup --overview goes on from here\./,
      again: {
        says: /Made 5 tabs[\s\S]*The tab "Overview" was made/,
        leaves: { submissions: 3, waiting: 3 },
      },
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'force',
    done: [
      { line: 'force', says: /^Synced: wrote \d+ rows in \d tabs \(/m, hereAlone: true, leaves: IN_SYNC },
      { line: 'force', says: /Nothing to write/, world: 'well' },
    ],
    failures: {
      failed: { line: 'force', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'force now', says: /force takes no arguments, but was given "now"/ },
      partly: { line: 'force', says: /UserProfiles: .*\[tab_headers_missing\]/, world: 'header gone' },
      access: { line: 'force', says: /Share the spreadsheet with/ },
      spreadsheet: { line: 'force', says: /There is no such spreadsheet/ },
      otherWriter: { line: 'force', says: /Another instance, the-other, was writing/ },
      later: { line: 'force', says: /Google cannot be reached/ },
    },
    interrupted: {
      line: 'force',
      hold: 'google',
      says: /Interrupted\. (A batch that is being|The service goes on)/,
    },
    withService: true,
  },
  {
    command: 'verify',
    done: [
      { line: 'verify', says: /The spreadsheet holds what the store holds/, world: 'well' },
      {
        line: 'verify --repair --yes',
        says: /Found drift: 1 edited.*[\s\S]*Repaired: 1 row/,
        world: 'drifted',
      },
    ],
    failures: {
      failed: { line: 'verify', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'verify --repair=all', says: /--repair is a switch and takes no value/ },
      partly: { line: 'verify', says: /headers lost/, world: 'header gone' },
      access: { line: 'verify', says: /Share the spreadsheet with/ },
      spreadsheet: { line: 'verify', says: /There is no such spreadsheet/ },
      otherWriter: { line: 'verify', says: /Another instance is writing/ },
      later: { line: 'verify', says: /Google cannot be reached/ },
    },
    interrupted: { line: 'verify', hold: 'google', says: /Interrupted\. Nothing was changed\./ },
    withService: true,
  },
  {
    command: 'rebuild',
    done: [{ line: 'rebuild --yes', says: /Synced: wrote \d+ rows/, world: 'drifted', leaves: IN_SYNC }],
    failures: {
      failed: { line: 'rebuild --yes', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'rebuild --no-input', says: /asks first, which --no-input forbids; add --yes/ },
      partly: {
        line: 'rebuild --yes',
        says: /UserProfiles: .*\[tab_headers_missing\]/,
        world: 'header gone',
      },
      access: { line: 'rebuild --yes', says: /Share the spreadsheet with/ },
      spreadsheet: { line: 'rebuild --yes', says: /There is no such spreadsheet/ },
      otherWriter: { line: 'rebuild --yes', says: /Another instance is writing/ },
      later: { line: 'rebuild --yes', says: /Google cannot be reached/ },
    },
    interrupted: {
      line: 'rebuild --yes',
      hold: 'google',
      says: /Interrupted\. (A batch that is being written is finished first|Nothing was)/,
    },
    withService: NEVER.worksOnStore,
  },
];
