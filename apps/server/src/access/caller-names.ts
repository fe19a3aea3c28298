import type { Caller } from '@quiz-sync/express';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** Where a request comes from. An IPv6 network (/56) counts as one: whoever has it can send from any address of it. */
export function addressOf({ ip, socket }: Request): string {
  return ipKeyGenerator(ip ?? socket.remoteAddress ?? '');
}

/** Who a caller is, for counting. `undefined` for one that could be anybody. */
export function nameOf({ key_id, user_id }: Caller): string | undefined {
  if (user_id !== undefined) return `learner ${user_id}`;
  return key_id === undefined ? undefined : `key ${key_id}`;
}
