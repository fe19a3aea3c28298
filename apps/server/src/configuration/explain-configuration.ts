import { maskSecrets } from '@quiz-sync/core/light';
import type { Configuration } from './configuration.js';
import type { StoreLocation } from './setting-schemas.js';
import { SETTING_NAMES, SETTINGS, type SettingName } from './settings-table.js';

/** One setting as it may be shown: secrets are masked. */
export interface ExplainedSetting {
  readonly name: SettingName;
  readonly about: string;
  /** Text of the value; `undefined` when there is none. */
  readonly value: string | undefined;
  /** As people would look for it: `--port`, `PORT`, `port in quiz-sync.config.json`, `default`. */
  readonly from: string;
}

/** Each value and where it came from, for people. */
export function explainConfiguration(configuration: Configuration): ExplainedSetting[] {
  return SETTING_NAMES.map((name) => ({
    name,
    about: SETTINGS[name].about,
    value: masked(shown(name, configuration)),
    from: configuration.origins[name].name,
  }));
}

/** People put keys where the path of a key was wanted, and passwords into addresses. */
function masked(text: string | undefined): string | undefined {
  return text === undefined ? undefined : maskSecrets(text);
}

function shown(name: SettingName, configuration: Configuration): string | undefined {
  const value = configuration[name];
  if (value === undefined) return undefined;
  if ('secret' in SETTINGS[name]) return '(hidden)';
  if (name === 'store') return storeText(configuration);
  if (name === 'scheduler') return schedulerText(configuration);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function schedulerText({ scheduler }: Configuration): string {
  return scheduler.type === 'timer' ? 'timer' : scheduler.url;
}

/** As it is written in the configuration. */
export function storeText({ store }: Configuration): string {
  return locationText(store);
}

export function locationText(location: StoreLocation): string {
  return location.type === 'sqlite' ? `sqlite:${location.path}` : location.url;
}
