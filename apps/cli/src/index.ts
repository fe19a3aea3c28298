export type { CliProcess } from './cli-process.js';
export type { CommandDescription, Example } from './command-line/command.js';
export type { Flags, Switch, ValueFlag } from './command-line/flags.js';
export { GLOBAL_FLAGS } from './command-line/global-flags.js';
export { COMMANDS } from './command-table.js';
export { EXIT_CODES, EXIT_MEANINGS, type ExitCode, type ExitName } from './exit-code.js';
export { flagUsage, usageLine } from './render/help.js';
export { runCli } from './run-cli.js';
export type { OutputStream } from './terminal.js';
