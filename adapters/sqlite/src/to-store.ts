import type { SqliteStore } from './sqlite-store.js';
import type { WorkerClient } from './worker-client.js';

/** The store's repositories, each call of which is one message to the thread. */
export function toStore({ call, insert, submit, close }: WorkerClient): SqliteStore {
  return {
    submissions: {
      insert,
      find: (...args) => call('submissions.find', ...args),
      findMany: (...args) => call('submissions.findMany', ...args),
      count: () => call('submissions.count'),
    },
    stats: {
      learners: (...args) => call('stats.learners', ...args),
      sessions: (...args) => call('stats.sessions', ...args),
      subjects: (...args) => call('stats.subjects', ...args),
    },
    learners: {
      upsert: (...args) => call('learners.upsert', ...args),
      findMany: (...args) => call('learners.findMany', ...args),
      touch: (...args) => call('learners.touch', ...args),
    },
    courses: {
      upsert: (...args) => call('courses.upsert', ...args),
      findMany: (...args) => call('courses.findMany', ...args),
      complete: (...args) => call('courses.complete', ...args),
      completionsOf: (...args) => call('courses.completionsOf', ...args),
    },
    sessions: {
      upsert: (...args) => call('sessions.upsert', ...args),
      findMany: (...args) => call('sessions.findMany', ...args),
      learnersOf: (...args) => call('sessions.learnersOf', ...args),
      countChats: (...args) => call('sessions.countChats', ...args),
      cleanUp: (...args) => call('sessions.cleanUp', ...args),
    },
    apiKeys: {
      insert: (...args) => call('apiKeys.insert', ...args),
      find: (...args) => call('apiKeys.find', ...args),
      list: () => call('apiKeys.list'),
      revoke: (...args) => call('apiKeys.revoke', ...args),
      noteUse: (...args) => call('apiKeys.noteUse', ...args),
    },
    idempotency: {
      submit,
      complete: (...args) => call('idempotency.complete', ...args),
      keep: (...args) => call('idempotency.keep', ...args),
    },
    personal: {
      erase: (...args) => call('personal.erase', ...args),
      submissionsOf: (...args) => call('personal.submissionsOf', ...args),
      sessionsOf: (...args) => call('personal.sessionsOf', ...args),
    },
    pending: {
      load: (...args) => call('pending.load', ...args),
      count: () => call('pending.count'),
      awaited: (...args) => call('pending.awaited', ...args),
      acknowledge: (...args) => call('pending.acknowledge', ...args),
      requeue: (...args) => call('pending.requeue', ...args),
      requeueAll: (...args) => call('pending.requeueAll', ...args),
    },
    ledger: {
      tabs: (...args) => call('ledger.tabs', ...args),
      forgetTab: (...args) => call('ledger.forgetTab', ...args),
      find: (...args) => call('ledger.find', ...args),
      ownedBy: (...args) => call('ledger.ownedBy', ...args),
      last: (...args) => call('ledger.last', ...args),
      ownersOfCourse: (...args) => call('ledger.ownersOfCourse', ...args),
      countRows: (...args) => call('ledger.countRows', ...args),
      markSeen: (...args) => call('ledger.markSeen', ...args),
      inRows: (...args) => call('ledger.inRows', ...args),
      seen: (...args) => call('ledger.seen', ...args),
      finishScan: (...args) => call('ledger.finishScan', ...args),
      writtenAt: (...args) => call('ledger.writtenAt', ...args),
      adopt: (...args) => call('ledger.adopt', ...args),
    },
    journal: {
      record: (...args) => call('journal.record', ...args),
      unsettled: (...args) => call('journal.unsettled', ...args),
      settle: (...args) => call('journal.settle', ...args),
      withdraw: (...args) => call('journal.withdraw', ...args),
      discard: (...args) => call('journal.discard', ...args),
    },
    syncState: {
      read: (...args) => call('syncState.read', ...args),
      patch: (...args) => call('syncState.patch', ...args),
      saveRun: (...args) => call('syncState.saveRun', ...args),
      runs: (...args) => call('syncState.runs', ...args),
      findRun: (...args) => call('syncState.findRun', ...args),
      currentTarget: () => call('syncState.currentTarget'),
      adoptTarget: (...args) => call('syncState.adoptTarget', ...args),
    },
    lease: {
      acquire: (...args) => call('lease.acquire', ...args),
      renew: (...args) => call('lease.renew', ...args),
      release: (...args) => call('lease.release', ...args),
      current: (...args) => call('lease.current', ...args),
      lastHandover: (...args) => call('lease.lastHandover', ...args),
    },
    archive: {
      read: (...args) => call('archive.read', ...args),
      write: (...args) => call('archive.write', ...args),
      clear: (...args) => call('archive.clear', ...args),
      bookmark: () => call('archive.bookmark'),
      finish: () => call('archive.finish'),
    },
    ping: () => call('file.ping'),
    describe: () => call('file.describe'),
    findDamage: () => call('file.damage'),
    close,
  };
}
