// Random kills, faults, people's edits and load, for so many minutes:
//   npm run soak -- --minutes 10 --seed 1
// Prints its seed and its tally; ends with 1 when anything was lost, duplicated or wrong. What happens is chosen by the
// seed; when it happens is the machine's.
import { chanceOf } from './chance.ts';
import { runEpisode } from './episode.ts';
import { readOptions } from './options.ts';
import { makeSchool } from './school.ts';
import { inShort, isClean, newTally, type Tally, tellTally } from './tally.ts';

/** Episodes on one spreadsheet, so that neither it nor a comparison grows without bound. */
const EPISODES_OF_A_SCHOOL = 12;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const options = readOptions(process.argv.slice(2));
if ('print' in options) {
  print(options.print);
  process.exit(options.exitCode);
}
const { minutes, seed, schools } = options;
const deadline = Date.now() + minutes * 60_000;
const tally = newTally();

print(`soak: ${minutes} minutes, seed ${seed}, ${schools} schools at a time`);
const telling = setInterval(() => print(`... ${inShort(tally)}`), 60_000);
await Promise.all(Array.from({ length: schools }, (_, lane) => soakLane(lane)));
clearInterval(telling);
tell(tally);
process.exitCode = isClean(tally) ? 0 : 1;

/** One school after the other until the time is over. A school in which something was wrong is left. */
async function soakLane(lane: number): Promise<void> {
  for (let round = 0; Date.now() < deadline; round += 1) {
    await soakSchool(tally, seed + lane * 1_000_003 + round * 7_919);
  }
}

async function soakSchool(into: Tally, schoolSeed: number): Promise<void> {
  const chance = chanceOf(schoolSeed);
  await using school = await makeSchool(schoolSeed, into);
  for (let episode = 0; episode < EPISODES_OF_A_SCHOOL && Date.now() < deadline; episode += 1) {
    const found = await runEpisode(school, chance).catch((failure: unknown) => {
      into.failures.push(String(failure));
      return [String(failure)];
    });
    if (found.length === 0) continue;
    await Promise.all([...school.services].map((service) => service.end('SIGTERM')));
    const path = school.trace.write(`${schoolSeed}-${episode}`, school.emulator, found);
    print(`seed ${schoolSeed}, episode ${episode}: ${found.length} differences; see ${path}`);
    break;
  }
  const { submissions } = school.facts;
  into.submissions += submissions.size;
  for (const { responses } of submissions.values()) into.responses += responses.length;
}

function tell(of: Tally): void {
  for (const { kind, what } of of.differences.slice(0, 60)) print(`${kind}: ${what}`);
  for (const failure of of.failures.slice(0, 10)) print(`failure: ${failure}`);
  print(tellTally(of));
  print(isClean(of) ? `seed ${seed}: exact` : `seed ${seed}: NOT EXACT`);
}
