/**
 * Does work that must end: it is told to stop by its signal and not waited for any longer, when `ms` have passed or
 * `abandon` is aborted. The rejection's `code` is then `TIMED_OUT` or `ABANDONED`; `NEVER_BEGUN` when it was aborted
 * before.
 */
export async function withDeadline<T>(
  ms: number,
  abandon: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (abandon?.aborted) throw Object.assign(new Error('calls have been abandoned'), { code: 'NEVER_BEGUN' });
  const controller = new AbortController();
  const ended = Promise.withResolvers<never>();
  const end = (code: string, message: string): void => {
    const reason = Object.assign(new Error(message), { code });
    controller.abort(reason);
    ended.reject(reason);
  };
  const onAbandon = (): void => end('ABANDONED', 'the call was abandoned');
  const timer = setTimeout(() => end('TIMED_OUT', `no whole answer within ${ms} ms`), ms);
  abandon?.addEventListener('abort', onAbandon);
  try {
    return await Promise.race([work(controller.signal), ended.promise]);
  } finally {
    clearTimeout(timer);
    abandon?.removeEventListener('abort', onAbandon);
  }
}
