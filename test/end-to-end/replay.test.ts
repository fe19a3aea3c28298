import { expect, it } from 'vitest';
import { generateAnswers } from './answers.ts';
import { differences } from './differences.ts';
import { recompute } from './recompute.ts';
import { replay } from './replay.ts';
import { groupSubmissions } from './submissions.ts';

const SEED = 20_260_105;
const TWENTY_MINUTES = 20 * 60_000;

it('replays quiz results into the sheet once each, whatever is sent twice and however often the server is killed', async () => {
  const submissions = groupSubmissions(generateAnswers(3_000, SEED), SEED, TWENTY_MINUTES);
  const report = await replay({ submissions, kills: 2, seed: SEED, concurrency: 12 });
  expect(differences(report.tabs, recompute(submissions))).toEqual([]);
  expect(Object.keys(report.answers).sort()).toEqual(['200', '201', 'reset']);
  expect(report.answers['201']).toBeLessThanOrEqual(submissions.length);
  // A run that follows a run that ended by itself takes one read and one write for each batch; one that follows a crash
  // may have to ask first what became of the last batch.
  const orderly = report.runs.filter((_, index) => report.runs[index + 1]?.status === 'succeeded');
  expect(orderly.length).toBeGreaterThan(0);
  for (const run of orderly) expect(run).toMatchObject({ reads: run.batches, writes: run.batches });
}, 120_000);
