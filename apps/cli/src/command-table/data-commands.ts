import { ok } from 'neverthrow';
import { type Command, defineCommand } from '../command-line/command.js';
import { choice, oneOf, optionalText, pairs, toggle } from '../command-line/flags.js';
import { EXPORT_KINDS } from '../export/export-kinds.js';
import { EXPORT_FORMATS } from '../export/row-writer.js';
import { IMPORT_FORMATS, IMPORT_KINDS } from '../import/import-kinds.js';
import { anEraser, aStore, aStoreCopier } from '../needs.js';

/** Commands that bring data in and out. */
export const DATA_COMMANDS: readonly Command[] = [
  defineCommand({
    name: 'import',
    summary: 'Store past responses, learners, courses or completions from a file',
    details: [
      'Columns are named as export names them; the kind is told by them, unless --kind says it.',
      'Importing a file twice adds nothing: ids are those of the file, or made of what its lines hold.',
      'Lines that cannot be imported are told on stderr with their numbers, the first 1,000 of them; the others are imported (exit code 3).',
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
    interrupted: 'What was imported stays; the same command goes on, since what is stored is passed over.',
    tidiesUp: true,
    makesStore: () => true,
    needs: aStore,
    load: async () => (await import('../commands/import.js')).importCommand,
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
    interrupted: 'Nothing is changed, and no file is left.',
    tidiesUp: true,
    needs: aStore,
    load: async () => (await import('../commands/export.js')).exportCommand,
  }),
  defineCommand({
    name: 'erase',
    summary: 'Remove everything that is stored of a learner',
    details: [
      'At a terminal it asks first. Done again, it finds nothing, and that is no error.',
      'The rows go from the spreadsheet with the next sync.',
    ],
    operand: { placeholder: 'LEARNER', says: 'The user_id', parse: ok },
    flags: {},
    examples: [
      { line: 'quiz-sync erase ada', says: 'After a question' },
      {
        line: 'quiz-sync erase ada --yes && quiz-sync force',
        says: 'At once, in the spreadsheet as well',
      },
    ],
    interrupted:
      'Nothing is changed before yes was said. After that, everything of the learner may be gone, or a part; the same command removes the rest.',
    asksService: true,
    needs: anEraser,
    asksFirst: () => true,
    load: async () => (await import('../commands/erase.js')).erase,
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
    interrupted: 'What was copied stays; the same command goes on from there.',
    needs: aStoreCopier,
    load: async () => (await import('../commands/copy-store.js')).copyStoreCommand,
  }),
];
