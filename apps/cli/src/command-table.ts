import { type Command, defineCommand } from './command-line/command.js';
import { optionalText, toggle } from './command-line/flags.js';
import { DATA_COMMANDS } from './command-table/data-commands.js';
import { KEY_COMMANDS } from './command-table/key-commands.js';
import { SETUP_COMMAND } from './command-table/setup-command.js';
import { TRIAL_COMMANDS } from './command-table/trial-commands.js';
import { DURATION_EXAMPLES, parseDuration } from './duration.js';
import { aConfiguration, aQuizSync, aService, aStatus, aStore, aSyncing, whatThereIs } from './needs.js';

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
  SETUP_COMMAND,
  defineCommand({
    name: 'status',
    summary: 'Show what is waiting, since when and why',
    details: [
      'Asks the store alone: it never waits for Google and starts nothing.',
      'With --exit-code: 0 in sync or syncing, 3 something waits, else as a sync would end that meets the last error.',
    ],
    flags: {
      watch: toggle('Show it again and again, until Ctrl-C'),
      exitCode: toggle('Say by the exit code how it is'),
    },
    examples: [
      { line: 'quiz-sync status', says: 'For people' },
      { line: 'quiz-sync status --watch', says: 'To look on' },
      { line: 'quiz-sync status --exit-code --quiet > /dev/null', says: 'For monitoring' },
      { line: 'quiz-sync status --json', says: 'For scripts: the document of GET /api/sync/status' },
    ],
    interrupted: 'Nothing is changed.',
    asksService: true,
    needs: aStatus,
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
      'A batch that is being written is finished first; what was not written stays pending and goes with the next sync. A service goes on.',
    asksService: true,
    needs: aSyncing,
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
    interrupted:
      'Nothing is changed, without --repair; with it, what was mended by then is mended, and it finds the rest again. A service goes on.',
    asksService: true,
    needs: aSyncing,
    asksFirst: ({ repair }) => repair,
    load: async () => (await import('./commands/verify.js')).verify,
  }),
  defineCommand({
    name: 'rebuild',
    summary: 'Write every row to the spreadsheet again',
    details: [
      'In place, batch by batch, so that the spreadsheet is never blank; what people keep beside the rows stays.',
      'For when the spreadsheet is not to be trusted; verify --repair writes only what differs.',
    ],
    flags: {},
    examples: [{ line: 'quiz-sync rebuild', says: 'With progress, and in bounded memory' }],
    interrupted:
      'A batch that is being written is finished first, and the rest goes with the next sync: quiz-sync force goes on with it, rebuild would begin again.',
    needs: aQuizSync,
    asksFirst: () => true,
    load: async () => (await import('./commands/rebuild.js')).rebuild,
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
    interrupted: 'Nothing is changed.',
    asksService: true,
    needs: aSyncing,
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
    interrupted: 'Sessions are removed all at once: all of them are gone, or none.',
    needs: aStore,
    asksFirst: ({ dryRun }) => !dryRun,
    load: async () => (await import('./commands/cleanup.js')).cleanup,
  }),
  ...DATA_COMMANDS,
  ...KEY_COMMANDS,
  defineCommand({
    name: 'doctor',
    summary: 'Look for what is wrong, and say how to mend it',
    details: [
      'Looks at the configuration, the store, the way to Google, the spreadsheet and its tabs, and the port and the door of the service.',
      'A failing check keeps none of the others away; nothing is changed that is not undone, and nothing made that is not there.',
      'Ends with 0 when nothing has failed, else as a command would for the first failure.',
    ],
    flags: {},
    examples: [
      { line: 'quiz-sync doctor', says: 'For people' },
      { line: 'quiz-sync doctor --quiet --json', says: 'For monitoring' },
    ],
    interrupted:
      'Nothing is changed; on MongoDB an empty collection named doctor_... may be left, to be dropped.',
    examines: true,
    asksService: true,
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
    interrupted: 'Nothing is changed.',
    needs: aConfiguration,
    load: async () => (await import('./commands/config-show.js')).configShow,
  }),
  ...TRIAL_COMMANDS,
];
