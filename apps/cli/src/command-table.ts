import { ok } from 'neverthrow';
import { type Command, defineCommand } from './command-line/command.js';
import { choice, oneOf, optionalText, pairs, toggle } from './command-line/flags.js';
import { KEY_COMMANDS } from './command-table/key-commands.js';
import { DURATION_EXAMPLES, parseDuration } from './duration.js';
import { EXPORT_KINDS } from './export/export-kinds.js';
import { EXPORT_FORMATS } from './export/row-writer.js';
import { IMPORT_FORMATS, IMPORT_KINDS } from './import/import-kinds.js';
import { aConfiguration, aQuizSync, aService, aStore, aStoreCopier, whatThereIs } from './needs.js';

/** Every command, in the order in which help tells them. */
export const COMMANDS: readonly Command[] = [
  defineCommand({
    name: 'serve',
    summary: 'Run the HTTP service',
    details: [
      'Stores what is submitted and syncs it to the spreadsheet, until it is stopped.',
      'SIGTERM or Ctrl-C ends it in order; a second one ends it at once.',
    ],
    flags: {
      host: optionalText('ADDRESS', 'Address to listen on (default: 127.0.0.1)'),
      port: optionalText('PORT', 'Port to listen on, 0 for any that is free (default: 3000)'),
    },
    examples: [
      { line: 'quiz-sync serve', says: 'With a spreadsheet of its own, to try it out' },
      { line: 'quiz-sync serve --port 8080 --spreadsheet 1AbC...', says: 'With a Google spreadsheet' },
    ],
    interrupted: 'Stopping. What is stored and not yet in the spreadsheet goes there after the next start.',
    endsBySignal: true,
    needs: aService,
    settings: ({ host, port }) => ({ host, port }),
    load: async () => (await import('./commands/serve.js')).serve,
  }),
  defineCommand({
    name: 'setup',
    summary: 'Make the tabs, headers and formats that are missing in the spreadsheet',
    details: ['What is there already stays as it is, so it is safe to repeat.'],
    flags: {},
    examples: [
      { line: 'quiz-sync setup', says: 'The spreadsheet of the configuration' },
      { line: 'quiz-sync setup --spreadsheet 1AbC... --json', says: 'Another one, for a script' },
    ],
    interrupted: 'Interrupted. A step is made wholly or not at all; setup can be run again.',
    needs: aQuizSync,
    load: async () => (await import('./commands/setup.js')).setup,
  }),
  defineCommand({
    name: 'status',
    summary: 'Show what is waiting, since when and why',
    details: ['Asks the store alone: it never waits for Google and starts nothing.'],
    flags: {},
    examples: [
      { line: 'quiz-sync status', says: 'For people' },
      { line: 'quiz-sync status --json', says: 'For scripts: the document of GET /api/sync/status' },
    ],
    interrupted: 'Interrupted.',
    needs: aStore,
    load: async () => (await import('./commands/status.js')).status,
  }),
  defineCommand({
    name: 'force',
    summary: 'Write to the spreadsheet now what is waiting',
    details: [
      'Works beside a running service: whoever is writing goes first, and the other says so (exit code 6).',
    ],
    flags: {
      wait: toggle('Wait for the end of the sync and show it; --no-wait leaves it to the background', true),
    },
    examples: [
      { line: 'quiz-sync force', says: 'Sync, and show what was written' },
      { line: 'quiz-sync force --quiet', says: 'For cron: says nothing unless it fails' },
    ],
    interrupted:
      'Interrupted. The batch at hand is finished; what was not written stays pending and goes with the next sync.',
    needs: aQuizSync,
    load: async () => (await import('./commands/force.js')).force,
  }),
  defineCommand({
    name: 'verify',
    summary: 'Compare the spreadsheet with the store, row by row',
    details: [
      'Reads the whole spreadsheet, 5,000 rows a second; nothing is synced meanwhile, and what is stored waits.',
      'Exit code 3 says that drift was found and not, or not wholly, mended.',
    ],
    flags: { repair: toggle('Sync what is waiting first, and mend what differs') },
    examples: [
      { line: 'quiz-sync verify', says: 'What differs, and where' },
      {
        line: 'quiz-sync verify --repair --quiet',
        says: 'For cron: mends, and says nothing unless some is left',
      },
    ],
    interrupted: 'Interrupted. What a repair had written by then is written; verify finds the rest again.',
    needs: aQuizSync,
    load: async () => (await import('./commands/verify.js')).verify,
  }),
  defineCommand({
    name: 'plan',
    summary: 'Show what the next sync would write, and what it would cost',
    details: ['Reads the spreadsheet once, and writes nothing anywhere.'],
    flags: {},
    examples: [
      { line: 'quiz-sync plan', says: 'Cell by cell, for people' },
      { line: 'quiz-sync plan --json', says: 'For scripts: the document of GET /api/sync/plan' },
    ],
    interrupted: 'Interrupted. Nothing was written.',
    needs: aQuizSync,
    load: async () => (await import('./commands/plan.js')).plan,
  }),
  defineCommand({
    name: 'cleanup',
    summary: 'Remove empty sessions that nobody has used for a while',
    details: [
      'Empty: without messages, and named by no submission or completion. Anything not yet synced stays.',
    ],
    flags: {
      olderThan: {
        kind: 'value',
        says: `Last heard of longer ago than this: ${DURATION_EXAMPLES}`,
        placeholder: 'DURATION',
        parse: parseDuration,
        absent: 30 * 86_400_000,
        shownDefault: '30d',
      },
      dryRun: toggle('Count them and remove nothing'),
    },
    examples: [
      { line: 'quiz-sync cleanup --dry-run', says: 'How many would go' },
      { line: 'quiz-sync cleanup --older-than 90d', says: 'Remove those of over 90 days ago' },
    ],
    interrupted: 'Interrupted. Sessions are removed all at once: either all of them are gone or none.',
    needs: aStore,
    load: async () => (await import('./commands/cleanup.js')).cleanup,
  }),
  defineCommand({
    name: 'export',
    summary: 'Write what is stored as CSV, JSON lines or a workbook',
    details: [
      'Reads the store alone, page by page; what is submitted meanwhile may or may not be in it.',
      'In CSV, text that a spreadsheet would take for a formula begins with an apostrophe; import takes it away again.',
      'statistics, course-statistics and progress are worked out of the rest, as the spreadsheet shows them.',
    ],
    operand: {
      placeholder: 'KIND',
      says: 'What to export',
      parse: (text) => oneOf(EXPORT_KINDS, text),
      choices: EXPORT_KINDS,
    },
    flags: {
      format: choice(
        'FORMAT',
        'csv, jsonl or xlsx (default: as the name of the file ends, else csv)',
        EXPORT_FORMATS,
      ),
      output: optionalText('FILE', 'Where to (default: stdout); it is there whole or not at all'),
    },
    examples: [
      { line: 'quiz-sync export responses > responses.csv', says: 'Every answered question' },
      { line: 'quiz-sync export statistics --output statistics.xlsx', says: 'A workbook for people' },
      { line: 'quiz-sync export learners --format jsonl | head', says: 'A look at the first few' },
    ],
    interrupted: 'Interrupted. Nothing was changed, and no file is left.',
    tidiesUp: true,
    needs: aStore,
    load: async () => (await import('./commands/export.js')).exportCommand,
  }),
  defineCommand({
    name: 'import',
    summary: 'Store past responses, learners, courses or completions from a file',
    details: [
      'Columns are named as export names them; the kind is told by them, unless --kind says it.',
      'Importing a file twice adds nothing: ids are those of the file, or made of what its lines hold.',
      'Each line that cannot be imported is told on stderr with its number; the others are imported (exit code 3).',
    ],
    operand: { placeholder: 'FILE', says: 'CSV, or JSON lines (.jsonl, .ndjson), in UTF-8', parse: ok },
    flags: {
      kind: choice('KIND', `What the file holds: ${IMPORT_KINDS.join(', ')}`, IMPORT_KINDS),
      format: choice('FORMAT', 'csv or jsonl (default: as the name of the file ends)', IMPORT_FORMATS),
      columns: pairs('FIELD=COLUMN,...', 'Columns that have other names in the file'),
      set: pairs('FIELD=VALUE,...', 'What every line has that does not say it'),
      dryRun: toggle('Check every line and store nothing'),
    },
    examples: [
      { line: 'quiz-sync import responses.csv --dry-run', says: 'What would be imported, and what is wrong' },
      { line: 'quiz-sync import learners.csv', says: 'Names and e-mail addresses' },
      {
        line: 'quiz-sync import old.csv --columns topic=skill,quiz_id=skill --set quiz_type=micro,selected_option=A,submitted_at=2024-05-01T00:00:00Z',
        says: 'A file that calls things otherwise, and lacks some',
      },
    ],
    interrupted:
      'Interrupted. What was imported stays; the same command goes on, since what is stored is passed over.',
    tidiesUp: true,
    needs: aStore,
    load: async () => (await import('./commands/import.js')).importCommand,
  }),
  defineCommand({
    name: 'copy-store',
    summary: 'Copy a store with all it remembers into another, and compare the two',
    details: [
      'Stop the service first: what it stored meanwhile would be told as a difference (exit code 6).',
      'The spreadsheet is not written again: what is known of its rows is copied, too.',
      'Cut short, it goes on when it is run again; until it is finished nothing else uses the new store.',
    ],
    flags: {
      from: optionalText('STORE', 'The store to copy, such as sqlite:quiz-sync.db; it must exist'),
      to: optionalText('STORE', 'The store to make; it must be empty, or the same copy, unfinished'),
    },
    examples: [
      {
        line: 'quiz-sync copy-store --from sqlite:.quiz-sync/quiz-sync.db --to sqlite:/srv/quiz-sync.db',
        says: 'To another disk',
      },
      {
        line: 'quiz-sync copy-store --from sqlite:quiz-sync.db --to mongodb://127.0.0.1/quiz_sync',
        says: 'To MongoDB, and the other way round to come back',
      },
    ],
    interrupted: 'Interrupted. What was copied stays; the same command goes on from there.',
    needs: aStoreCopier,
    load: async () => (await import('./commands/copy-store.js')).copyStoreCommand,
  }),
  ...KEY_COMMANDS,
  defineCommand({
    name: 'doctor',
    summary: 'Look for what is wrong, and say how to mend it',
    details: [
      'Looks at the configuration, the store and the spreadsheet; a failing check keeps none of the others away.',
      'It changes nothing that it does not undo, and makes nothing that is not there.',
      'Ends with 0 when nothing has failed, else as a command would for the first failure.',
    ],
    flags: {},
    examples: [
      { line: 'quiz-sync doctor', says: 'For people' },
      { line: 'quiz-sync doctor --quiet --json', says: 'For monitoring' },
    ],
    interrupted:
      'Interrupted. Nothing was changed; on MongoDB an empty collection named doctor_... may be left, to be dropped.',
    examines: true,
    needs: whatThereIs,
    load: async () => (await import('./commands/doctor.js')).doctor,
  }),
  defineCommand({
    name: 'config show',
    ofGroup: true,
    summary: 'Show each value of the configuration and where it came from',
    details: ['Secrets are masked.'],
    flags: {},
    examples: [
      { line: 'quiz-sync config show', says: 'For people' },
      { line: 'quiz-sync config show --json', says: 'For scripts' },
    ],
    interrupted: 'Interrupted.',
    needs: aConfiguration,
    load: async () => (await import('./commands/config-show.js')).configShow,
  }),
];
