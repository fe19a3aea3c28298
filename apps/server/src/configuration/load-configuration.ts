import { maskSecrets } from '@quiz-sync/core/light';
import { err, ok, type Result } from 'neverthrow';
import type {
  Configuration,
  ConfigurationInvalid,
  ConfigurationSources,
  ConfigurationValues,
  Origin,
} from './configuration.js';
import { CONFIGURATION_FILE, fileSettings } from './file-settings.js';
import { BETWEEN_SETTINGS, problemsBetween, type Rule } from './problems-between.js';
import { fileKeyOf, flagOf, SETTING_NAMES, SETTINGS, type SettingName } from './settings-table.js';
import { unknownVariables } from './unknown-variables.js';

/** What was given for one setting, unchecked. */
interface Given {
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * Flags over environment over file over defaults. Reads nothing but its arguments, and what `rules` read. Answers every
 * value with where it came from, or everything that is wrong at once.
 */
export function loadConfiguration(
  sources: ConfigurationSources,
  rules: readonly Rule[] = BETWEEN_SETTINGS,
): Result<Configuration, ConfigurationInvalid> {
  const file = fileSettings(sources.file);
  const problems = [...file.problems];
  const wrong = new Set<SettingName>();
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const name of SETTING_NAMES) {
    const given = givenFor(name, sources, file.values);
    const { value, problems: found } = checked(name, given);
    values[name] = value;
    origins[name] = given?.origin ?? { from: 'default', name: 'default' };
    if (found.length === 0) continue;
    problems.push(...found);
    wrong.add(name);
  }
  const warnings = unknownVariables(sources.env ?? {});
  const configuration = { ...(values as ConfigurationValues), origins, warnings } as Configuration;
  problems.push(...problemsBetween(configuration, wrong, rules.filter(isAlwaysLookedAt)));
  if (problems.length === 0) return ok(configuration);
  const besides = rules.filter((rule) => !isAlwaysLookedAt(rule));
  // A variable that is unknown may well be the one that is missing.
  problems.push(...problemsBetween(configuration, wrong, besides), ...warnings);
  return err({ type: 'configuration_invalid', problems });
}

function isAlwaysLookedAt({ besides }: Rule): boolean {
  return besides === undefined;
}

function givenFor(
  name: SettingName,
  { flags = {}, env = {} }: ConfigurationSources,
  file: Readonly<Partial<Record<SettingName, unknown>>>,
): Given | undefined {
  if (flags[name] !== undefined) return { value: flags[name], origin: { from: 'flag', name: flagOf(name) } };
  const variable = SETTINGS[name].variables.find((candidate) => (env[candidate] ?? '') !== '');
  if (variable !== undefined)
    return { value: env[variable], origin: { from: 'environment', name: variable } };
  if (file[name] === undefined) return undefined;
  return {
    value: file[name],
    origin: { from: 'file', name: `${fileKeyOf(name)} in ${CONFIGURATION_FILE}` },
  };
}

function checked(name: SettingName, given: Given | undefined): { value: unknown; problems: string[] } {
  const setting = SETTINGS[name];
  if (given === undefined) return { value: setting.fallback, problems: [] };
  const parsed = setting.schema.safeParse(given.value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const shown =
    'secret' in setting ? '' : ` (it is ${shortened(maskSecrets(JSON.stringify(given.value) ?? 'nothing'))})`;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const where = [given.origin.name, ...path.map(String)].join(' / ');
    return `${where}: ${message}${shown}`;
  });
  return { value: undefined, problems };
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}
