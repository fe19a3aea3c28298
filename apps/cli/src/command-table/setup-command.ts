import { err, ok, type Result } from 'neverthrow';
import { type Command, defineCommand } from '../command-line/command.js';
import { choice, optionalText, toggle, type ValueFlag } from '../command-line/flags.js';
import { parseDuration } from '../duration.js';
import { whatIsToCome } from '../needs.js';

const SHARE_WITH: ValueFlag<readonly string[]> = {
  kind: 'value',
  says: 'Let them edit it, too (repeatable); without a spreadsheet one is made for it',
  placeholder: 'ADDRESS',
  repeatable: true,
  parse: parseAddresses,
  absent: [],
};

function parseAddresses(text: string): Result<readonly string[], string> {
  const addresses = text.split(',').map((each) => each.trim());
  const wrong = addresses.find((each) => !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(each));
  return wrong === undefined ? ok(addresses) : err(`must be an e-mail address, not "${wrong}"`);
}

const TIMEOUT: ValueFlag<number | undefined> = {
  kind: 'value',
  says: 'How long to wait for that: 30s, 10m or 2h (default: 10m in a script, else as long as it takes)',
  placeholder: 'DURATION',
  parse: parseDuration,
  absent: undefined,
};

/** From nothing to a synced spreadsheet. */
export const SETUP_COMMAND: Command = defineCommand({
  name: 'setup',
  summary: 'Go from nothing to a synced spreadsheet, step by step',
  details: [
    'Finds or asks for a key and a spreadsheet, waits until it is shared, makes what is missing in it, writes the',
    'configuration, sends a row through and takes it back. Run again, it goes on where it stopped. What is there stays.',
    'In a pipe, with --no-input or with --json it asks nothing: flags, environment and configuration say it all.',
    'Without a spreadsheet it then makes a local one, in .quiz-sync/.',
  ],
  flags: {
    credentials: optionalText('FILE', 'Key of the service account (default: the one in this folder)'),
    shareWith: SHARE_WITH,
    local: toggle('A spreadsheet on this machine, without Google'),
    wait: toggle('Wait in a script, too, until somebody has shared the spreadsheet'),
    timeout: TIMEOUT,
    testRow: choice(
      'WHETHER',
      'yes or no: send a row through, where none has gone through before (default: yes at a terminal)',
      ['yes', 'no'],
    ),
    save: toggle('Write what was found into the configuration file', true),
    overview: toggle('Add a tab for people, too, with totals and charts, which nothing ever writes to again'),
  },
  examples: [
    { line: 'quiz-sync setup', says: 'Asks for what is missing' },
    { line: 'quiz-sync setup --overview', says: 'And adds totals and charts for people' },
    {
      line: 'quiz-sync setup --credentials key.json --spreadsheet 1AbC... --wait --json',
      says: 'For a script: waits until it is shared',
    },
    {
      line: 'quiz-sync setup --share-with ada@school.example',
      says: 'Makes a spreadsheet, where the account may own one',
    },
  ],
  interrupted: 'It says what is kept and made by then; the same command goes on from there.',
  tidiesUp: true,
  configures: true,
  makesStore: () => true,
  settings: ({ credentials }) => ({ googleCredentialsFile: credentials }),
  needs: whatIsToCome,
  load: async () => (await import('../commands/setup.js')).setup,
});
