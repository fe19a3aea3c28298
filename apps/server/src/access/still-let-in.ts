import type { Request } from 'express';
import type { Access } from './authenticate.js';
import { shownBy } from './bearer.js';

/** Whether who was let in would be let in again. Counts as no guess. */
export type StillLetIn = (request: Request) => Promise<boolean>;

/**
 * For answers that go on for long: a key is revoked and a token expires meanwhile. Where it cannot be told now, what was
 * found when the request came holds.
 */
export function stillLetIn({
  door,
  isFromThisMachine,
  check,
}: Pick<Access, 'door' | 'isFromThisMachine' | 'check'>): StillLetIn {
  return async (request) => {
    const open = await door.isOpen();
    if (open.isErr() || (open.value && isFromThisMachine(request))) return true;
    const shown = shownBy(request);
    if (shown.type !== 'credential') return false;
    const checked = await check(shown.text);
    return checked.isErr() || checked.value !== undefined;
  };
}
