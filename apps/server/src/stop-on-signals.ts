import type { RunningServer } from './start-server.js';

/** Milliseconds: shorter than the 30 s after which orchestrators kill. */
const STOP_WITHIN_MS = 24_000;

/** `forced`: somebody asked a second time, or it took too long; what was not finished is settled at the next start. */
export type Stopped = 'stopped' | 'forced';

/**
 * Resolves once the server has ended after SIGTERM or SIGINT. A second signal does not wait any longer. The caller
 * ends the process: after `forced`, something may still keep it alive.
 */
export function stopOnSignals(server: RunningServer): Promise<Stopped> {
  return new Promise((resolve) => {
    let signals = 0;
    const onSignal = () => {
      signals += 1;
      if (signals > 1) {
        resolve('forced');
        return;
      }
      const patience = setTimeout(() => resolve('forced'), STOP_WITHIN_MS);
      void server.close().then(() => {
        clearTimeout(patience);
        resolve('stopped');
      });
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
}
