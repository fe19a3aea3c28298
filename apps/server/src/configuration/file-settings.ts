import { fileKeyOf, SETTING_NAMES, type SettingName } from './settings-table.js';

/** Looked for in the working directory. */
export const CONFIGURATION_FILE = 'quiz-sync.config.json';

/** The settings a configuration file names, still unchecked, and what is wrong with the file as a whole. */
export function fileSettings(file: unknown): {
  values: Partial<Record<SettingName, unknown>>;
  problems: string[];
} {
  if (file === undefined) return { values: {}, problems: [] };
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    return { values: {}, problems: [`${CONFIGURATION_FILE}: must hold a JSON object`] };
  const names = new Map(SETTING_NAMES.map((name) => [fileKeyOf(name), name]));
  const values: Partial<Record<SettingName, unknown>> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(file)) {
    const name = names.get(key);
    if (name === undefined) problems.push(unknownKey(key, [...names.keys()]));
    else values[name] = value;
  }
  return { values, problems };
}

function unknownKey(key: string, known: readonly string[]): string {
  return `${CONFIGURATION_FILE}: has no setting ${JSON.stringify(key)}; it takes ${known.join(', ')}`;
}
