// Replays answers of real learners from a CSV file (`user_id,skill_name,correct`) and prints what came of it:
//   npm run replay -- FILE
import { readAnswers } from './answers.ts';
import { differences } from './differences.ts';
import { recompute } from './recompute.ts';
import { replay } from './replay.ts';
import { groupSubmissions } from './submissions.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: npm run replay -- FILE');
const answers = readAnswers(file);
const submissions = groupSubmissions(answers, 1, 1_000);
const report = await replay({ submissions, kills: 2, seed: 1, concurrency: 16 });
const wrong = differences(report.tabs, recompute(submissions));
const summary = {
  answers: answers.length,
  submissions: submissions.length,
  http: report.answers,
  rows: Object.fromEntries(Object.entries(report.tabs).map(([tab, rows]) => [tab, rows.length])),
  differences: wrong.length,
  calls: report.calls,
  lastCalls: report.lastCalls,
  seconds: report.seconds,
  peakMemoryMB: Math.round(report.peakMemoryBytes / 1_048_576),
  runs: report.runs,
};
process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
for (const line of wrong.slice(0, 20)) process.stdout.write(`${line}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
