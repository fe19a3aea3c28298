import { MongoServerError } from 'mongodb';

const DUPLICATE_KEY = 11000;

/** Inserts; false when a document of that `_id` is there already. */
export async function insertNew(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}
