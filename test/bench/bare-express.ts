// The yardstick: an Express route that parses the same JSON and answers, and does nothing else.
import express from 'express';

const app = express();
app.use(express.json({ limit: '256kb' }));
app.post('/api/quiz/submit', (request, response) => {
  response.status(201).json({ success: true, data: { total_responses: request.body.responses.length } });
});
const server = app.listen(Number(process.argv[2]), '127.0.0.1', () =>
  process.stdout.write('listens on it\n'),
);
process.on('SIGTERM', () => server.close(() => process.exit(0)));
