import type { SpreadsheetSharing } from '@quiz-sync/core';
import type { Configuration, ConfigurationSources } from '@quiz-sync/server';
import {
  CONFIGURATION_FILE,
  fileKeyOf,
  loadConfiguration,
  openSharing,
  SETTINGS,
} from '@quiz-sync/server/light';
import type { Result } from 'neverthrow';
import type { Settings } from './command-line/command.js';
import type { Failure } from './failure.js';
import type { Compose, Composition, CompositionRequest } from './needs.js';
import { inWordsTyped } from './words-typed.js';

/** What setting up begins with: what is configured so far, and the application once the rest is known. */
export interface Unfinished {
  /** That an emulator is named without a spreadsheet is no error here: it is asked for. */
  readonly configured: Result<Configuration, Failure>;
  /** Where settings are kept, as it was named. */
  readonly configFile: string;
  readonly home: string | undefined;
  /** The application as if these settings had been flags. The caller closes it. */
  finished(settings: Settings): Promise<Result<Composition, Failure>>;
  /** What makes and shares spreadsheets, with these settings. Its calls end when `stop` is aborted. */
  sharing(settings: Settings, stop: AbortSignal): Promise<Result<SpreadsheetSharing, Failure>>;
}

export function unfinished(
  request: CompositionRequest,
  configure: (settings: Settings) => Result<Configuration, Failure>,
  compose: Compose,
): Unfinished {
  return {
    configured: configure({}).map((configuration) => withOriginsTyped(configuration, request)),
    configFile: request.configFile ?? CONFIGURATION_FILE,
    home: request.env['HOME'] ?? request.env['USERPROFILE'],
    finished: (settings) => compose({ ...request, flags: over(request.flags, settings), examining: false }),
    sharing: async (settings, stop) =>
      configure(settings).asyncMap((configuration) => openSharing(configuration, stop)),
  };
}

/** Each setting's origin as it was typed, which people are told. */
function withOriginsTyped(configuration: Configuration, request: CompositionRequest): Configuration {
  const origins = Object.entries(configuration.origins).map(
    ([name, origin]) => [name, { ...origin, name: inWordsTyped(origin.name, request) }] as const,
  );
  return { ...configuration, origins: Object.fromEntries(origins) as Configuration['origins'] };
}

/** What is not given leaves what was. */
export function over(flags: Settings, settings: Settings): Settings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...flags, ...Object.fromEntries(given) };
}

/** Stands for the one to come, while the rest is checked. */
const NOT_NAMED = 'not-named-yet';

/** The configuration for who will name a spreadsheet: when nobody has, that alone is not held against it. */
export function loadUnfinished(sources: ConfigurationSources): ReturnType<typeof loadConfiguration> {
  const loaded = loadConfiguration(sources);
  if (loaded.isOk() || namesSpreadsheet(sources)) return loaded;
  const flags = { ...sources.flags, spreadsheetId: NOT_NAMED };
  return loadConfiguration({ ...sources, flags })
    .map((configuration) => ({ ...configuration, spreadsheetId: undefined }))
    .orElse(() => loaded);
}

function namesSpreadsheet({ flags = {}, env = {}, file }: ConfigurationSources): boolean {
  const { variables } = SETTINGS.spreadsheetId;
  const inFile = typeof file === 'object' && file !== null && fileKeyOf('spreadsheetId') in file;
  return flags.spreadsheetId !== undefined || inFile || variables.some((name) => (env[name] ?? '') !== '');
}
