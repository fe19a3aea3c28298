import type { RunningServer } from './start-server.js';

/** Milliseconds: shorter than the 30 s after which orchestrators kill. */
const STOP_WITHIN_MS = 24_000;

/** Milliseconds in which a second signal is the first one come twice: shells, npm and `timeout` pass on what we got already. */
const ECHO_MS = 300;

/** `forced`: somebody asked a second time, or it took too long; what was not finished is settled at the next start. */
export type Stopped = 'stopped' | 'forced';

export interface CaughtSignals {
  /**
   * Resolves once the server has ended after SIGTERM or SIGINT, also one that came before this was called. A second
   * signal does not wait any longer. The caller ends the process: after `forced`, something may still keep it alive.
   */
  stop(server: RunningServer): Promise<Stopped>;
}

/** Catches the signals from now on: before a server is started, so that none falls into a gap. */
export function catchSignals(): CaughtSignals {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<Stopped>();
  let firstAt: number | undefined;
  const onSignal = () => {
    firstAt ??= performance.now();
    first.resolve();
    if (performance.now() - firstAt > ECHO_MS) second.resolve('forced');
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  return {
    async stop(server) {
      await first.promise;
      return Promise.race([closed(server), second.promise, tooLong()]);
    },
  };
}

async function closed(server: RunningServer): Promise<Stopped> {
  await server.close();
  return 'stopped';
}

function tooLong(): Promise<Stopped> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('forced'), STOP_WITHIN_MS).unref();
  });
}
