export type {
  Configuration,
  ConfigurationInvalid,
  ConfigurationSources,
  Origin,
} from './configuration/configuration.js';
export { type ExplainedSetting, explainConfiguration } from './configuration/explain-configuration.js';
export { CONFIGURATION_FILE } from './configuration/file-settings.js';
export { loadConfiguration } from './configuration/load-configuration.js';
export { readConfiguration } from './configuration/read-configuration.js';
export {
  fileKeyOf,
  flagOf,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
} from './configuration/settings-table.js';
