import type { KeyedRequest } from '@quiz-sync/core';
import { KEY_LIFETIME_MS } from '@quiz-sync/core/light';
import type { KeyDocument } from './documents.js';
import { insertNew } from './duplicate-key.js';
import type { MongoContext } from './mongo-context.js';
import { withoutUndefined } from './without-undefined.js';

/** What a request is about to store; `attempt` is written into that document, too. */
export type Attempt = Pick<KeyDocument, 'attempt' | 'stored_in' | 'stored_as'>;

/** Takes the request's key, or answers the request that holds it and does not give way. */
export async function takeKey(
  context: MongoContext,
  request: KeyedRequest,
  attempt: Attempt,
): Promise<KeyedRequest | undefined> {
  const { keys, now } = context;
  const taken: KeyDocument = {
    _id: keyId(request),
    ...withoutUndefined({ ...request, ...attempt }),
    taken_at: now(),
  };
  while (true) {
    if (await insertNew(() => keys.insertOne(taken))) return undefined;
    const holder = await keys.findOne({ _id: { $eq: taken._id } });
    if (holder === null) continue;
    if (!(await givesWay(context, holder, request))) return toRequest(holder);
    const asFound = { _id: { $eq: taken._id }, attempt: { $eq: holder.attempt } };
    const { matchedCount } = await keys.replaceOne(asFound, taken);
    if (matchedCount === 1) return undefined;
  }
}

/** The request has stored nothing: its key is free. */
export async function giveKeyBack(
  { keys }: MongoContext,
  request: KeyedRequest,
  attempt: string,
): Promise<void> {
  await keys.deleteOne({ _id: { $eq: keyId(request) }, attempt: { $eq: attempt } });
}

/** Most keys that are forgotten at once. */
const FORGOTTEN_AT_ONCE = 500;

/** Forgets keys whose time is over, oldest first. */
export async function forgetOldKeys({ keys, now }: MongoContext): Promise<void> {
  const old = { taken_at: { $lte: new Date(now().getTime() - KEY_LIFETIME_MS) } };
  const found = await keys
    .find(old, { projection: { _id: 1 } })
    .sort({ taken_at: 1 })
    .limit(FORGOTTEN_AT_ONCE)
    .toArray();
  if (found.length > 0) await keys.deleteMany({ _id: { $in: found.map(({ _id }) => _id) }, ...old });
}

/** One that is over does; and one without an answer, or that has not stored anything (yet), to an equal request. */
async function givesWay(context: MongoContext, holder: KeyDocument, request: KeyedRequest): Promise<boolean> {
  if (holder.taken_at.getTime() <= context.now().getTime() - KEY_LIFETIME_MS) return true;
  if (holder.fingerprint !== request.fingerprint) return false;
  return holder.answer === undefined || !(await hasStored(context, holder));
}

/** A request that only found what was there is true by itself. */
async function hasStored(
  context: MongoContext,
  { stored_in, stored_as, attempt }: KeyDocument,
): Promise<boolean> {
  if (stored_in === undefined || stored_as === undefined) return true;
  const filter = { _id: { $eq: stored_as }, attempt: { $eq: attempt } };
  const found =
    stored_in === 'submissions'
      ? await context.submissions.findOne(filter, { projection: { _id: 1 } })
      : await context.completions.findOne(filter, { projection: { _id: 1 } });
  return found !== null;
}

function keyId({ scope, key }: KeyedRequest): string {
  return JSON.stringify([scope, key]);
}

function toRequest({ scope, key, fingerprint, user_id, answer }: KeyDocument): KeyedRequest {
  return { scope, key, fingerprint, user_id, answer };
}
