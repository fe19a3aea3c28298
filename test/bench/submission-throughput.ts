// Durable submissions a second of the real service, against a bare Express route that parses the same JSON and answers.
// Both are processes of their own, measured in turns within one run: node test/bench/submission-throughput.ts
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../end-to-end/server-process.ts';
import { freePort } from '../servers/free-port.ts';
import { load } from './load.ts';

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = 64;

const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-bench-'));
const barePort = await freePort();
const bare: ChildProcess = spawn(process.execPath, [
  new URL('bare-express.ts', import.meta.url).pathname,
  String(barePort),
]);
// Syncing is off: what is measured is durable storing. Requests are counted, but none is one too many.
const env = {
  QUIZ_SYNC_SYNC_ENABLED: 'false',
  LOG_LEVEL: 'warn',
  QUIZ_SYNC_RATE_LIMIT_PER_ADDRESS: '1000000',
};
const service = await startServer({ cwd: folder, env });
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const yardstick = await load({
    url: `http://127.0.0.1:${barePort}/api/quiz/submit`,
    connections: CONNECTIONS,
    seconds: SECONDS,
  });
  const ours = await load({
    url: `${service.url}/api/quiz/submit`,
    connections: CONNECTIONS,
    seconds: SECONDS,
  });
  if (ours.failed + yardstick.failed > 0)
    throw new Error(`${ours.failed} and ${yardstick.failed} requests failed`);
  ratios.push(ours.perSecond / yardstick.perSecond);
  process.stdout.write(
    `bare ${Math.round(yardstick.perSecond)}/s, durable ${Math.round(ours.perSecond)}/s, ratio ${ratios.at(-1)?.toFixed(2)}\n`,
  );
}
const median = ratios.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
process.stdout.write(
  `durable submissions a second: ${median.toFixed(2)} of a bare Express route (aim: 0.65)\n`,
);
await service.kill();
bare.kill();
rmSync(folder, { recursive: true, force: true });
