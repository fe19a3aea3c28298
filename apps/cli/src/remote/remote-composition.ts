import { err, errAsync, ok, okAsync } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { Composition } from '../needs.js';
import type { ServiceAddress } from './ask-service.js';
import { remoteQuizSync } from './remote-quiz-sync.js';

const NEEDS_STORE = usage('this needs the store itself, and does not work with --url');

/** A service elsewhere: nothing is opened here, and no configuration is read. */
export function remoteComposition(address: ServiceAddress): Composition {
  const refuse = () => errAsync(NEEDS_STORE);
  const syncing = remoteQuizSync(address);
  return {
    configuration: [],
    warnings: [],
    syncing: () => okAsync(syncing),
    looking: () => okAsync(syncing),
    quizSync: refuse,
    storeAlone: refuse,
    service: refuse,
    copyStore: refuse,
    examined: {
      nodeVersion: process.versions.node,
      warnings: [],
      configuration: ok([]),
      store: undefined,
      scheduler: undefined,
      sheets: refuse,
      quizSync: refuse,
    },
    remote: address,
    unfinished: {
      configured: err(NEEDS_STORE),
      configFile: '',
      home: undefined,
      finished: async () => err(NEEDS_STORE),
      sharing: async () => err(NEEDS_STORE),
    },
    async close() {},
  };
}
