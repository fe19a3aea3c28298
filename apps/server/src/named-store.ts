import { resolve } from 'node:path';
import { maskSecrets, silentLog } from '@quiz-sync/core/light';
import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { ApplicationNotOpen } from './application.js';
import { locationText } from './configuration/explain-configuration.js';
import { type StoreLocation, storeSchema } from './configuration/setting-schemas.js';
import { type OpenedStore, openStore } from './open-store.js';

/** Reads what `QUIZ_SYNC_STORE` may hold. The error is a clause that follows a name: `must be sqlite:PATH ...`. */
export function readStoreLocation(text: string): Result<StoreLocation, string> {
  const read = storeSchema.safeParse(text);
  if (read.success) return ok(read.data);
  return err(read.error.issues.map(({ message }) => message).join(', '));
}

/** The same for every way of writing the same place, and without secrets: to be kept and shown. */
export function storeName(location: StoreLocation): string {
  const same = location.type === 'sqlite' ? { ...location, path: resolve(location.path) } : location;
  return maskSecrets(locationText(same));
}

/** Opens a store by itself, without an application: also one that is a copy not finished. The caller closes it. */
export function openNamedStore(
  location: StoreLocation,
  { mustExist }: { readonly mustExist: boolean },
): ResultAsync<OpenedStore, ApplicationNotOpen> {
  return openStore(location, { role: 'command', mustExist }, silentLog);
}
