import {
  COMMANDS,
  type CommandDescription,
  EXIT_CODES,
  EXIT_MEANINGS,
  type ExitName,
  type Flags,
  flagUsage,
  GLOBAL_FLAGS,
  JSON_OUTPUTS,
  usageLine,
} from 'quiz-sync';

/** The page of all commands, in Markdown, made from what the commands say of themselves. */
export function cliPage(): string {
  return [
    '# The `quiz-sync` command',
    "Made from the commands themselves, as is `man quiz-sync`; what their output looks like: [the command's README](../apps/cli/README.md). In the shapes of JSON, `?` means: or `null`; fields are only ever added.",
    list(COMMANDS.map(({ name, summary }) => `[\`${name}\`](#${anchor(name)}): ${lowered(summary)}`)),
    ...COMMANDS.map(commandSection),
    '## Flags of every command',
    flagTable(GLOBAL_FLAGS),
    whoAsksAService(),
    '## Exit codes',
    exitCodeTable(),
  ]
    .join('\n\n')
    .concat('\n');
}

/** With which commands a service can be named, and that the others refuse it. */
function whoAsksAService(): string {
  const able = COMMANDS.filter(({ asksService }) => asksService).map(({ name }) => `\`${name}\``);
  return `With \`--url\` go ${able.join(', ')}. Every other command opens what it works on itself, and refuses it (exit code 2).`;
}

function commandSection(command: CommandDescription): string {
  const { name, summary, details, flags, examples, interrupted, operand } = command;
  const takes =
    operand === undefined
      ? []
      : [`\`${operand.placeholder}\`: ${lowered(operand.says)}${choicesOf(operand.choices)}.`];
  return [
    `## ${name}`,
    `${summary}.`,
    code([usageLine(command)]),
    ...(details.length === 0 ? [] : [details.join('\n')]),
    ...takes,
    ...(Object.keys(flags).length === 0 ? [] : [flagTable(flags)]),
    code(examples.flatMap(({ line, says }) => [`# ${says}`, line])),
    jsonSection(name),
    `**Ctrl-C:** ${interrupted}`,
  ].join('\n\n');
}

/** Fields in their order, each with what it is. */
function jsonSection(name: string): string {
  const output = JSON_OUTPUTS[name];
  if (output === undefined) return '';
  const says = output.says === undefined ? '' : ` ${output.says}`;
  if ('document' in output) return `**With \`--json\`:** ${output.document}.${says}`;
  const shape = ['```json', JSON.stringify(output.shape, withoutOrNull, 2), '```'].join('\n');
  return `**With \`--json\`:**${says}\n\n${shape}`;
}

/** That something may be `null` is said in words, beside the shape. */
function withoutOrNull(_name: string, shape: unknown): unknown {
  return Array.isArray(shape) && shape.length === 2 ? shape[0] : shape;
}

function flagTable(flags: Flags): string {
  const rows = flagUsage(flags).map(([usage, says]) => `| \`${usage}\` | ${cell(says)} |`);
  return ['| flag | does |', '| --- | --- |', ...rows].join('\n');
}

function exitCodeTable(): string {
  const names = Object.keys(EXIT_CODES) as ExitName[];
  const rows = names.map((name) => `| ${EXIT_CODES[name]} | ${EXIT_MEANINGS[name]} |`);
  return ['| code | means |', '| --- | --- |', ...rows].join('\n');
}

function choicesOf(choices: readonly string[] | undefined): string {
  return choices === undefined ? '' : `: ${choices.map((choice) => `\`${choice}\``).join(', ')}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function code(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function anchor(name: string): string {
  return name.replaceAll(' ', '-');
}

/** Within a sentence; names of formats stay as they are. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
