import type { Configuration, ConfigurationSources, SettingName, StoreLocation } from '@quiz-sync/server';
import { fileKeyOf, loadConfiguration, SETTING_NAMES, SETTINGS } from '@quiz-sync/server/light';

/** What of a configuration with problems can be used to look at things. */
export interface UsableParts {
  /** Whole, but for the settings of the HTTP service: those are the defaults. */
  readonly configuration?: Configuration;
  readonly store?: StoreLocation;
}

/** They have nothing to do with store and spreadsheet. */
const OF_THE_SERVICE: readonly SettingName[] = [
  ...(['host', 'port', 'apiKeysFile', 'logLevel', 'trustProxy'] as const),
  ...(['jwtJwksUrl', 'jwtIssuer', 'jwtAudience', 'jwtAlgorithms', 'jwtClockTolerance'] as const),
  ...(['rateLimitPerAddress', 'rateLimitPerKey', 'rateLimitPerLearner'] as const),
];
const OF_SYNCING = SETTING_NAMES.filter((name) => !OF_THE_SERVICE.includes(name));

/** A file with a key that nobody knows says something that we do not understand: then nothing is taken as said. */
export function usableParts(sources: ConfigurationSources): UsableParts {
  const { file = {} } = sources;
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return {};
  const known = new Set<string>(SETTING_NAMES.map(fileKeyOf));
  if (Object.keys(file).some((key) => !known.has(key))) return {};
  const ofSyncing = loadConfiguration(only(OF_SYNCING, { ...sources, file }));
  if (ofSyncing.isOk()) return { configuration: ofSyncing.value, store: ofSyncing.value.store };
  return loadConfiguration(only(['store'], { ...sources, file })).match(
    ({ store }): UsableParts => ({ store }),
    () => ({}),
  );
}

/** The sources as if nothing else had been given. */
function only(
  names: readonly SettingName[],
  { flags = {}, env = {}, file }: ConfigurationSources & { readonly file: object },
): ConfigurationSources {
  return {
    flags: picked(flags, names),
    env: picked(
      env,
      names.flatMap((name) => SETTINGS[name].variables),
    ),
    file: picked(file, names.map(fileKeyOf)),
  };
}

function picked<T extends object>(given: T, names: readonly string[]): Partial<T> {
  const entries = Object.entries(given).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries) as Partial<T>;
}
