import {
  COMMANDS,
  type CommandDescription,
  EXIT_CODES,
  EXIT_MEANINGS,
  type ExitName,
  type Flags,
  flagUsage,
  GLOBAL_FLAGS,
  usageLine,
} from 'quiz-sync';

/** `man quiz-sync`, in roff (man(7)), made from what the commands say of themselves. */
export function manPage(): string {
  const names = Object.keys(EXIT_CODES) as ExitName[];
  return [
    '.TH QUIZ-SYNC 1 "" "Quiz Sync" "User Commands"',
    '.SH NAME',
    'quiz-sync \\- quiz results in, an exact Google Sheet out',
    '.SH SYNOPSIS',
    '.B quiz-sync',
    '.I command',
    roff('[flags]'),
    '.br',
    '.B quiz-sync',
    '.I command',
    roff('--help'),
    '.SH COMMANDS',
    ...COMMANDS.flatMap(commandLines),
    '.SH FLAGS OF EVERY COMMAND',
    ...flagLines(GLOBAL_FLAGS),
    '.SH EXIT STATUS',
    ...names.flatMap((name) => ['.TP', `.B ${EXIT_CODES[name]}`, roff(EXIT_MEANINGS[name])]),
    '.SH FILES',
    '.TP',
    '.I quiz-sync.config.json',
    'The configuration, when it is there.',
    '.TP',
    '.I .quiz-sync/',
    'The store and the local spreadsheet, unless the configuration says otherwise.',
  ]
    .join('\n')
    .concat('\n');
}

function commandLines(command: CommandDescription): string[] {
  const { name, summary, details, flags, examples, interrupted, operand } = command;
  const takes = operand === undefined ? [] : [`${operand.placeholder}: ${operand.says}.`];
  return [
    `.SS ${roff(name)}`,
    roff(`${summary}.`),
    '.PP',
    `.B ${roff(usageLine(command))}`,
    ...paragraphs([...takes, ...details, `Ctrl-C: ${interrupted}`]),
    ...flagLines(flags),
    ...examples.flatMap(({ line, says }) => ['.PP', roff(`${says}:`), '.br', `.B ${roff(line)}`]),
  ];
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text) => ['.PP', roff(text)]);
}

function flagLines(flags: Flags): string[] {
  return flagUsage(flags).flatMap(([usage, says]) => ['.TP', `.B ${roff(usage)}`, roff(says)]);
}

/** A backslash begins an escape, and so does a dot or an apostrophe a line; hyphens are to be copied as they are typed. */
function roff(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
