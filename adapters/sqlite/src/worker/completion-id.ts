/** The inverse of core's `completionChangeId`; `undefined` for an id that it never made. */
export function parseCompletionId(id: string): { userId: string; courseId: string } | undefined {
  const parts = parseJson(id);
  if (!Array.isArray(parts)) return undefined;
  const [userId, courseId]: unknown[] = parts;
  return typeof userId === 'string' && typeof courseId === 'string' ? { userId, courseId } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
