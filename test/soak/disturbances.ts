import { ANSWERS } from '../crash/answers.ts';
import type { Ambush } from '../crash/instrument/passage.ts';
import { type KillPoint, POINTS_OF_SERVICE } from '../crash/kill-points.ts';
import { type ServiceProcess, startCommand } from '../crash/service-under-test.ts';
import { findTabs } from '../crash/watched-sheet.ts';
import type { Chance } from './chance.ts';
import { type School, startOne } from './school.ts';

/** What is to be put right when the episode ends. */
export type PutRight = () => unknown;

type Disturbance = (school: School, chance: Chance) => PutRight | undefined | Promise<PutRight | undefined>;

const FAULTS = [
  ...Object.values(ANSWERS).flatMap((answer) => ('effect' in answer ? [answer.effect] : [])),
  { type: 'delay', ms: 150 },
  { type: 'delay', ms: 900 },
  { type: 'before', status: 500 },
  { type: 'late', ms: 300, lose: 'status' },
] as const;

/** What may go wrong. Each answers what must be done for it to be over, if anything. */
export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  SIGKILL: ({ services, shot }, chance) => {
    const service = someService(services, chance);
    if (service === undefined) return undefined;
    shot.add(service);
    service.child.kill('SIGKILL');
    return undefined;
  },
  'SIGKILL at a point': async (school, chance) => {
    await armSome(school, chance, 'kill');
    return undefined;
  },
  'SIGTERM at a point': async (school, chance) => {
    await armSome(school, chance, 'terminate');
    return undefined;
  },
  'SIGSTOP, SIGCONT': ({ services }, chance) => {
    const service = someService(services, chance);
    if (service === undefined) return undefined;
    service.child.kill('SIGSTOP');
    const wake = () => void service.child.kill('SIGCONT');
    setTimeout(wake, chance.between(50, 1_600));
    return wake;
  },
  'second service': async (school) => {
    if (school.services.size === 1) await startOne(school);
    return undefined;
  },
  'quiz-sync force': (school, chance) => runCommand(school, chance, ['force']),
  'quiz-sync cleanup': (school, chance) => runCommand(school, chance, ['cleanup', '--older-than', '1d']),
  'quiz-sync status': (school, chance) => runCommand(school, chance, ['status']),
  fault: ({ emulator, spreadsheetId }, chance) => {
    const kind = chance.percent(70) ? 'write' : 'read';
    const times = chance.between(1, 3);
    const effect = chance.pick(FAULTS);
    const id = emulator.faults.add({ match: { kind, path: spreadsheetId }, times, effect });
    return () => void emulator.faults.remove(id);
  },
  'not shared': ({ emulator, spreadsheetId }, chance) => {
    emulator.access.revoke(spreadsheetId, 'nothing');
    const share = () => void emulator.access.share(spreadsheetId);
    setTimeout(share, chance.between(50, 800));
    return share;
  },
  'protected tab': (school, chance) => {
    const titles = [...findTabs(school).values()];
    // A tab is left alone for a minute after it was found protected: that takes the time of ten episodes.
    if (titles.length === 0 || !chance.percent(5)) return undefined;
    school.emulator.people(school.spreadsheetId).protect(chance.pick(titles));
    return () => {
      for (const title of findTabs(school).values())
        school.emulator.people(school.spreadsheetId).unprotect(title);
    };
  },
};

function someService(services: ReadonlySet<ServiceProcess>, chance: Chance): ServiceProcess | undefined {
  return services.size === 0 ? undefined : chance.pick([...services]);
}

/** Where it will die of what it does: at one of the first passages of any point, rather of one where few have died yet. */
export function someAmbush({ tally }: School, chance: Chance, action: 'kill' | 'terminate' = 'kill'): Ambush {
  const points = Array.from({ length: 3 }, () => chance.pick(POINTS_OF_SERVICE)[0]);
  const deaths = (point: KillPoint) => tally.kills.get(point.slice(0, point.indexOf(':'))) ?? 0;
  const [point = 'sheets.write:after'] = points.sort((a, b) => deaths(a) - deaths(b));
  return { point, action, passage: chance.pick([1, 1, 2, 3]) };
}

/** A service that is paused, or gone meanwhile, says nothing. */
async function armSome(school: School, chance: Chance, action: 'kill' | 'terminate'): Promise<void> {
  const service = someService(school.services, chance);
  if (service === undefined) return;
  const ambush = someAmbush(school, chance, action);
  school.ambushes.set(service, ambush);
  const gaveUp = new Promise((tick) => setTimeout(tick, 100));
  await Promise.race([service.arm(ambush), service.ended, gaveUp]);
}

/** An operator at work beside the service, who may lose patience. */
function runCommand({ setup, failures }: School, chance: Chance, words: readonly string[]): PutRight {
  const { child, ended, output } = startCommand(words, setup);
  if (chance.percent(30)) setTimeout(() => child.kill('SIGKILL'), chance.between(100, 1_500));
  return async () => {
    const { code } = await ended;
    if (code === 1 && /internal|unexpected|bug/i.test(output()))
      failures.push(`quiz-sync ${words.join(' ')} ended with 1: ${output()}`);
  };
}
