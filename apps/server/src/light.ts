/**
 * The part of the server that runs without HTTP, a container, a log and a spreadsheet, which take most of its time to
 * load: for commands that are there at once. Types come from the main entry.
 */
export { nodeKeySecrets } from './access/node-key-secrets.js';
export { SERVICE_RULES } from './access/service-rules.js';
export { explainConfiguration } from './configuration/explain-configuration.js';
export { CONFIGURATION_FILE } from './configuration/file-settings.js';
export { loadConfiguration } from './configuration/load-configuration.js';
export { fileKeyOf, flagOf, SETTING_NAMES, SETTINGS } from './configuration/settings-table.js';
export { whyNotJson } from './configuration/why-not-json.js';
export { openNamedStore, readStoreLocation, storeName } from './named-store.js';
export { openSharing } from './open-sharing.js';
export { openStatus, openStoreApplication } from './store-application.js';
