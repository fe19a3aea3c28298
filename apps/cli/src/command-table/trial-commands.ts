import { err, ok } from 'neverthrow';
import { type Command, defineCommand } from '../command-line/command.js';
import { oneOf, optionalText, type ValueFlag } from '../command-line/flags.js';
import { SHELLS } from '../completion/shells.js';
import { aServer, nothing } from '../needs.js';

/** The server knows no other: its own rule for `--port` is not loaded for this. */
const PORT: ValueFlag<number> = {
  kind: 'value',
  says: 'Port to listen on, 0 for any that is free',
  placeholder: 'PORT',
  parse: (text) =>
    /^\d{1,5}$/.test(text) && Number(text) <= 65_535
      ? ok(Number(text))
      : err(`must be a whole number from 0 to 65535, not "${text}"`),
  absent: 8090,
  shownDefault: '8090',
};

/** Commands to try things out with, and for the comfort of who types. */
export const TRIAL_COMMANDS: readonly Command[] = [
  defineCommand({
    name: 'demo',
    summary: 'Run the service with made-up learners at their quizzes',
    details: ['Keeps everything in .quiz-sync/, and refuses to write to a spreadsheet of Google’s.'],
    flags: {
      host: optionalText('ADDRESS', 'Address to listen on (default: 127.0.0.1)'),
      port: optionalText('PORT', 'Port to listen on, 0 for any that is free (default: 3000)'),
    },
    examples: [{ line: 'quiz-sync demo', says: 'Open the address that it prints, and watch' }],
    interrupted: 'What was stored stays.',
    tidiesUp: true,
    needs: aServer,
    settings: ({ host, port }) => ({ host, port }),
    load: async () => (await import('../commands/demo.js')).demo,
  }),
  defineCommand({
    name: 'emulator',
    summary: "Serve Google's Sheets API on this machine, to try things out on",
    details: ['Prints what to set so that quiz-sync, or anything else that speaks the API, uses it.'],
    flags: {
      port: PORT,
      data: optionalText('FILE', 'Keep the spreadsheet in this file; without it, it is gone in the end'),
    },
    examples: [{ line: 'quiz-sync emulator --data sheet.jsonl', says: 'A spreadsheet that stays' }],
    interrupted: 'Its spreadsheet is gone, unless --data names a file for it.',
    tidiesUp: true,
    needs: nothing,
    load: async () => (await import('../commands/emulator.js')).emulator,
  }),
  defineCommand({
    name: 'completion',
    summary: 'Print a script that completes commands and flags in your shell',
    details: [
      'bash: put eval "$(quiz-sync completion bash)" into ~/.bashrc.',
      'zsh: quiz-sync completion zsh > _quiz-sync, in a folder of $fpath.',
      'fish: quiz-sync completion fish > ~/.config/fish/completions/quiz-sync.fish.',
    ],
    operand: {
      placeholder: 'SHELL',
      says: 'Whose',
      parse: (text) => oneOf(SHELLS, text),
      choices: SHELLS,
    },
    flags: {},
    examples: [{ line: 'eval "$(quiz-sync completion bash)"', says: 'For this shell alone' }],
    interrupted: 'Nothing is changed.',
    needs: nothing,
    load: async () => (await import('../commands/completion.js')).completion,
  }),
];
