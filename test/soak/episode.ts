import { addNotes } from '../crash/peoples-notes.ts';
import { startCommand } from '../crash/service-under-test.ts';
import { differences } from '../crash/watched-sheet.ts';
import type { Chance } from './chance.ts';
import { sendLoad, sendUntilTaken } from './clients.ts';
import { DISTURBANCES, type PutRight, someAmbush } from './disturbances.ts';
import { deleteLearnerRow, EDITS_AT_ANY_TIME, EDITS_WHEN_CALM, editSheet } from './peoples-edits.ts';
import { type School, startOne } from './school.ts';
import { count } from './tally.ts';

/** Milliseconds in which everything must be in the sheet once nothing disturbs any more. */
const SETTLE_MS = 300_000;

/**
 * Some seconds of load, with things going wrong and people at work; then calm, and a comparison. Answers what was not as
 * it should be.
 */
export async function runEpisode(school: School, chance: Chance): Promise<readonly string[]> {
  const { tally } = school;
  await calmEdits(school, chance);
  await disturb(school, chance);
  await leaveOne(school);
  await settle(school);
  // A batch that arrives when all is settled must be refused.
  await school.emulator.idle();
  await cleanUp(school);
  await settle(school);
  const found = differences(school);
  await compareCounts(school);
  tally.episodes += 1;
  tally.differences.push(...found);
  const failures = school.failures.splice(0);
  tally.failures.push(...failures);
  return [...found.map(({ kind, what }) => `${kind}: ${what}`), ...failures];
}

async function calmEdits(school: School, chance: Chance): Promise<void> {
  addNotes(school);
  for (let left = chance.between(0, 3); left > 0; left -= 1)
    noteEdit(school, editSheet(school, chance, EDITS_WHEN_CALM));
  const load = calmLoad(school, chance);
  await watchOver(school, chance, load);
  await load;
}

async function calmLoad(school: School, chance: Chance): Promise<void> {
  if (chance.percent(40)) {
    await deleteLearnerRow(school, chance);
    noteEdit(school, "delete a learner's row");
  }
  if (chance.percent(40)) {
    const { id, intake } = school.intakes.emptySession();
    await sendUntilTaken(school, intake);
    school.emptySessions.add(id);
  }
}

/** Load, for as long as there are disturbances. */
async function disturb(school: School, chance: Chance): Promise<void> {
  const over = { yet: false };
  const load = sendLoad(school, chance, { atOnce: chance.between(1, 6), isOver: () => over.yet });
  const watch = watchOver(school, chance, load);
  const putRight: PutRight[] = [];
  for (let left = chance.between(6, 16); left > 0; left -= 1) {
    await pause(chance.between(20, 350));
    if (chance.percent(55)) await disturbOnce(school, chance, putRight);
    else if (mayEdit(school)) noteEdit(school, editSheet(school, chance, EDITS_AT_ANY_TIME));
  }
  over.yet = true;
  for (const put of putRight) await put();
  await load;
  await watch;
}

async function disturbOnce(school: School, chance: Chance, putRight: PutRight[]): Promise<void> {
  const name = chance.percent(20) ? 'SIGKILL at a point' : chance.pick(Object.keys(DISTURBANCES));
  count(school.tally.disturbances, name);
  school.trace.note(`disturbance: ${name}`);
  const put = await DISTURBANCES[name]?.(school, chance);
  if (put !== undefined) putRight.push(put);
}

/** Starts a service whenever there is none, until the load is through: some of them are to die as they begin. */
async function watchOver(school: School, chance: Chance, load: Promise<void>): Promise<void> {
  const over = { yet: false };
  const end = () => {
    over.yet = true;
  };
  void load.then(end, end);
  do {
    await keepOneRunning(school, chance);
    await pause(20);
  } while (!over.yet);
}

async function keepOneRunning(school: School, chance: Chance): Promise<void> {
  if (school.services.size > 0) return;
  await startOne(school, chance.percent(25) ? someAmbush(school, chance) : undefined);
}

/**
 * Two edits of rows between a read and the end of what it led to are more than anybody can tell apart afterwards (see
 * `docs/guarantees.md`): the next one waits until the spreadsheet has been read and written twice. A batch that hit
 * something is mended by then.
 */
const callsAtLastEdit = new WeakMap<School, { readonly read: number; readonly write: number }>();

function mayEdit(school: School): boolean {
  const { read, write } = school.emulator.counts;
  const last = callsAtLastEdit.get(school);
  if (last !== undefined && (read < last.read + 2 || write < last.write + 2)) return false;
  callsAtLastEdit.set(school, { read, write });
  return true;
}

function noteEdit({ tally, trace }: School, name: string | undefined): void {
  if (name === undefined) return;
  count(tally.edits, name);
  trace.note(`people: ${name}`);
}

/**
 * What a second service or a command stored before it ended, the remaining service hears of with the next request that it
 * gets itself: here it gets one.
 */
async function leaveOne(school: School): Promise<void> {
  const { services } = school;
  const [, ...others] = services;
  await Promise.all(others.map((service) => service.end('SIGTERM')));
  if (services.size === 0) await startOne(school);
  await askForSync(school);
}

async function askForSync({ services }: School): Promise<void> {
  for (const { url } of services)
    await fetch(`${url}/api/sync/force`, { method: 'POST' }).catch(() => undefined);
}

/** One service, left alone, until nothing is waiting. One that was armed may die once more. */
async function settle(school: School): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  while (!(await isSettled(school))) {
    if (Date.now() > deadline) {
      const outputs = [...school.services].map((service) => service.output().slice(-3_000));
      throw new Error(`not in sync after ${SETTLE_MS / 1_000} s:\n${outputs.join('\n---\n')}`);
    }
    if (school.services.size === 0) await startOne(school);
    await pause(40);
  }
}

async function isSettled({ services }: School): Promise<boolean> {
  if (services.size === 0) return false;
  const states = await Promise.all([...services].map(({ url }) => statusAt(url)));
  return states.every(
    (status) => status?.state === 'in_sync' && status.pending.total === 0 && !status.sync_in_progress,
  );
}

interface Status {
  readonly state: string;
  readonly pending: { readonly total: number };
  readonly sync_in_progress: boolean;
  readonly submissions: number;
  readonly responses: number;
}

async function statusAt(url: string): Promise<Status | undefined> {
  try {
    const answer = await fetch(`${url}/api/sync/status`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as Status;
  } catch {
    return undefined;
  }
}

/** Afterwards the empty sessions are gone, whatever became of clean-ups before. */
async function cleanUp(school: School): Promise<void> {
  const { emptySessions, setup, facts, failures } = school;
  if (emptySessions.size === 0) return;
  await settle(school);
  const { ended, output } = startCommand(['cleanup', '--older-than', '1d'], setup);
  const { code } = await ended;
  if (code !== 0) failures.push(`quiz-sync cleanup ended with ${code}: ${output()}`);
  for (const id of emptySessions) facts.sessions.delete(id);
  emptySessions.clear();
  await askForSync(school);
}

/** What was acknowledged is in the store, and nothing else. */
async function compareCounts({ services, facts, failures }: School): Promise<void> {
  const [service] = services;
  const status = service === undefined ? undefined : await statusAt(service.url);
  const submissions = [...facts.submissions.values()];
  const responses = submissions.reduce((sum, each) => sum + each.responses.length, 0);
  if (status?.submissions !== submissions.length || status.responses !== responses)
    failures.push(
      `the store holds ${status?.submissions} submissions, ${status?.responses} responses, not ${submissions.length}, ${responses}`,
    );
}

function pause(ms: number): Promise<void> {
  return new Promise((tick) => setTimeout(tick, ms));
}
