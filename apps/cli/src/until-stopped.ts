/** Resolves with the name of the signal that asks to stop; never, when it is not for who waits as it comes. */
export function untilStopped(stop: AbortSignal, isForUs: () => boolean = () => true): Promise<string> {
  return new Promise((resolve) => {
    const told = () => {
      if (isForUs()) resolve(String(stop.reason));
    };
    if (stop.aborted) told();
    else stop.addEventListener('abort', told, { once: true });
  });
}
