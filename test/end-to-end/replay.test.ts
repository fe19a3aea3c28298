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
  expect(report.lastCalls).toEqual({ reads: 1, writes: 1 });
}, 120_000);
