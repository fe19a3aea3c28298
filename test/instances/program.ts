import { createQuizSync, type Scheduler, type Store } from '@quiz-sync/core';
import { googleSheets } from '@quiz-sync/google-sheets';
import type { Answer, Order, Reply } from './messages.ts';

/*
 * One instance and nothing around it: an application on a store that others share, told over the IPC channel what to do.
 * What it is made of is what the service is made of, with the waits of the service.
 */
const {
  INSTANCE_STORE: storeUrl = '',
  INSTANCE_REDIS: redisUrl,
  INSTANCE_SHEETS: emulatorHost = '',
  INSTANCE_SPREADSHEET: spreadsheetId = '',
  INSTANCE_NAME: instance = '',
} = process.env;

async function openStore(): Promise<Store> {
  if (storeUrl.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('@quiz-sync/sqlite');
    return openSqliteStore(storeUrl.slice('sqlite:'.length));
  }
  const { openMongoStore } = await import('@quiz-sync/mongodb');
  return openMongoStore(storeUrl);
}

async function openScheduler(): Promise<Scheduler> {
  if (redisUrl === undefined) {
    const { timerScheduler } = await import('@quiz-sync/timer-scheduler');
    return timerScheduler();
  }
  const { bullmqScheduler } = await import('@quiz-sync/bullmq-scheduler');
  return bullmqScheduler({ url: redisUrl, name: spreadsheetId });
}

const quizSync = createQuizSync({
  store: await openStore(),
  scheduler: await openScheduler(),
  sheets: googleSheets({ spreadsheetId, emulatorHost }),
  settings: { instance },
});

async function carryOut(order: Order): Promise<Answer> {
  if (order.type === 'status')
    return quizSync.syncStatus().match(
      ({ state, lease }) => ({ type: 'status', state, holder: lease?.holder }),
      ({ type }) => ({ type: 'refused', error: type }),
    );
  return quizSync.submitQuiz(order.body).match(
    ({ repeat }) => ({ type: repeat ? 'repeat' : 'stored' }),
    ({ type }) => ({ type: 'refused', error: type }),
  );
}

function tell(reply: Reply): void {
  // Whoever asked may be gone: then so is this process in a moment.
  process.send?.(reply, () => {});
}

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  void carryOut(order).then((answer) => tell({ number, answer }));
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
tell({ number: 0, answer: { type: 'ready' } });
