// Latency of a submission while Google takes two seconds a call, against a fast Google and against no sync at all, at
// the same rate, in turns within one run: node test/bench/submission-latency.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { startServer } from '../end-to-end/server-process.ts';
import { createSpreadsheet } from '../end-to-end/sheet-over-http.ts';
import { type LoadResult, load } from './load.ts';

const ROUNDS = 3;
const SECONDS = 8;
const RATE = 100;

type Google = 'off' | 'fast' | 'slow';

/** A service and an emulator of their own for each measurement, so that none inherits another's backlog. */
async function measure(google: Google): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'quiz-sync-bench-'));
  const emulator = await startSheetsEmulator({ port: 0 });
  const env: Record<string, string> = {
    SHEETS_EMULATOR_HOST: `127.0.0.1:${emulator.port}`,
    QUIZ_SYNC_SPREADSHEET_ID: await createSpreadsheet(emulator.url, 'Latency'),
    QUIZ_SYNC_SYNC_ENABLED: String(google !== 'off'),
    LOG_LEVEL: 'warn',
  };
  if (google === 'slow') emulator.faults.add({ times: 'always', effect: { type: 'delay', ms: 2_000 } });
  const service = await startServer({ cwd: folder, env });
  const url = `${service.url}/api/quiz/submit`;
  try {
    await load({ url, connections: 10, seconds: 2, rate: RATE });
    return await load({ url, connections: 10, seconds: SECONDS, rate: RATE });
  } finally {
    await service.kill();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const results: Record<Google, LoadResult[]> = { off: [], fast: [], slow: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const google of ['off', 'fast', 'slow'] as const) {
    const result = await measure(google);
    if (result.failed > 0) throw new Error(`${result.failed} requests failed`);
    results[google].push(result);
    process.stdout.write(`sync ${google}: median ${result.median} ms, 99th percentile ${result.p99} ms\n`);
  }
}

function middle(google: Google, of: 'median' | 'p99'): number {
  return results[google].map((result) => result[of]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

for (const figure of ['median', 'p99'] as const) {
  const [off, fast, slow] = [middle('off', figure), middle('fast', figure), middle('slow', figure)];
  process.stdout.write(
    `${figure}: off ${off} ms, fast ${fast} ms, slow ${slow} ms; slow against fast ${(slow / fast).toFixed(2)} (aim: at most 1.1)\n`,
  );
}
