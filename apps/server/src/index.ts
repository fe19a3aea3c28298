export type { AccessNotSetUp } from './access/access-to.js';
export { type AccessDescribed, describeAccess } from './access/describe-access.js';
export type { ApiKeysInvalid } from './access/keys-file.js';
export { nodeKeySecrets } from './access/node-key-secrets.js';
export type { Application, ApplicationNotOpen, ApplicationOptions, Role } from './application.js';
export { type CaughtSignals, catchSignals, type Stopped } from './catch-signals.js';
export { openApplication } from './composition-root.js';
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
export type { StoreLocation } from './configuration/setting-schemas.js';
export {
  fileKeyOf,
  flagOf,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
} from './configuration/settings-table.js';
export { whyNotJson } from './configuration/why-not-json.js';
export type { ClientLimits, NotListening } from './http/http-server.js';
export { openNamedStore, readStoreLocation, storeName } from './named-store.js';
export { openSharing } from './open-sharing.js';
export { type OpenedSheets, openSheets } from './open-sheets.js';
export type { OpenedStore } from './open-store.js';
export { pinoLog } from './pino-log.js';
export { type ProcessLog, processLog } from './process-log.js';
export { type RunningServer, type StartError, type StartOptions, startServer } from './start-server.js';
export {
  openStatus,
  openStoreApplication,
  type StatusApplication,
  type StoreApplication,
} from './store-application.js';
