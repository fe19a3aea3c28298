import { createQuizSync } from '@quiz-sync/core';
import { quizSyncRouter } from '@quiz-sync/express';
import { googleSheets } from '@quiz-sync/google-sheets';
import { openSqliteStore } from '@quiz-sync/sqlite';
import { timerScheduler } from '@quiz-sync/timer-scheduler';
import express from 'express';

const { SPREADSHEET_ID: spreadsheetId, EMULATOR: emulatorHost } = process.env;
const quizSync = createQuizSync({
  store: await openSqliteStore('quiz.db'),
  sheets: googleSheets({ spreadsheetId, emulatorHost }),
  scheduler: timerScheduler(),
});
const app = express();
app.use('/api', quizSyncRouter(quizSync, { authenticate: (_request, _response, next) => next() }));
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
