/**
 * The part of core that runs without the validation library, which takes most of core's time to load: for code that
 * starts often, such as a store's worker thread. Types come from the main entry.
 */
export { SCOPES } from './domain/scope.js';
export { maskEmails } from './errors/mask-emails.js';
export { maskSecrets } from './errors/mask-secrets.js';
export { StoreNotOpened } from './ports/availability.js';
export { KEY_LIFETIME_MS } from './ports/idempotency-keys.js';
export { LONGEST_LEASE_MS } from './ports/lease.js';
export { silentLog } from './ports/log.js';
export { INITIAL_SYNC_STATE, KEPT_RUNS } from './ports/sync-state-repo.js';
export { compareText, tallyLearner, tallySession } from './statistics/tally.js';
export { isKnownZone, serialNumber } from './tabs/serial-number.js';
export { TAB_NAMES } from './tabs/tab-name.js';
export { hasEnded } from './use-cases/current-run.js';
