import { maskEmails } from '../errors/mask-emails.js';
import type { LogFields } from '../ports/log.js';
import type { Dependencies } from './dependencies.js';

/** What, done by a learner, asks for a sync. People search the log for these words. */
export type LearnerOccasion = 'quiz submission' | 'course quiz submission' | 'course completion';

type Requesting = Pick<Dependencies, 'scheduler' | 'log' | 'observer' | 'settings'>;

/** Asks for a sync soon, after something of a learner was stored. Never fails: what is stored is synced sooner or later. */
export function requestSyncForLearner(deps: Requesting, userId: string, occasion: LearnerOccasion): void {
  const shown = maskEmails(userId);
  const fields = { user_id: shown };
  if (requested(deps, occasion, fields)) {
    deps.log.info(`Background sync triggered for user ${shown} after ${occasion}`, fields);
  }
}

/** The same after any other change of what the spreadsheet shows. */
export function requestSync(deps: Requesting, occasion: string, fields: LogFields): void {
  if (requested(deps, occasion, fields))
    deps.log.debug(`Background sync triggered after ${occasion}`, fields);
}

function requested(
  { scheduler, log, observer, settings }: Requesting,
  occasion: string,
  fields: LogFields,
): boolean {
  if (!settings.syncEnabled) return false;
  observer.syncRequested();
  const request = scheduler.request(occasion);
  if (request.isOk()) return true;
  const { type, message } = request.error;
  log.warn(`Failed to trigger background sync after ${occasion}`, {
    ...fields,
    reason: type,
    reason_message: message,
  });
  return false;
}

/** What an answer says about the sync of what was just stored. */
export function syncStateOf({ settings }: Pick<Dependencies, 'settings'>): { state: 'pending' | 'disabled' } {
  return { state: settings.syncEnabled ? 'pending' : 'disabled' };
}
