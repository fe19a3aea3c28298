import type { Observer } from '../../src/ports/observer.js';

export type Event = readonly [name: keyof Observer, facts?: unknown];

/** An observer that keeps what it is told, in order. */
export function keepingObserver(): Observer & { readonly events: Event[] } {
  const events: Event[] = [];
  return {
    events,
    submissionAnswered: (submission) => void events.push(['submissionAnswered', submission]),
    syncRequested: () => void events.push(['syncRequested']),
    runStarted: (run) => void events.push(['runStarted', run]),
    runEnded: (end) => void events.push(['runEnded', end]),
    sheetCalled: (call) => void events.push(['sheetCalled', call]),
  };
}
