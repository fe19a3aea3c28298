/** Resolves with the name of the signal that asks to stop. */
export function untilStopped(stop: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const told = () => resolve(String(stop.reason));
    if (stop.aborted) told();
    else stop.addEventListener('abort', told, { once: true });
  });
}
