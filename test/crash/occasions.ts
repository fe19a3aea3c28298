import { erasure } from './facts.ts';
import type { Ambush } from './instrument/passage.ts';
import type { KillPoint, ServiceOccasion } from './kill-points.ts';
import { type Rig, send, sendAll, untilSettled } from './rig.ts';
import {
  emptySessions,
  keyedRound,
  nextRound,
  ordinaryRound,
  retitlingRound,
  unseenRound,
} from './rounds.ts';
import { startCommand } from './service-under-test.ts';

/** What happens at the point: see {@link Ambush}. */
type Deadly = Exclude<Ambush['action'], 'hold'>;

/** Makes happen what leads to a point, with the service armed there. Resolves when all is under way. */
export type Lead = (rig: Rig, point: KillPoint, action: Deadly) => Promise<void>;

/** How to get to the points of an occasion. Starts from a service that is in sync. */
export const LEAD_TO: Readonly<Record<ServiceOccasion, Lead>> = {
  ordinary: (rig, point, action) => sendArmed(rig, { point, action }),
  'first sync': (rig, point, action) => sendArmed(rig, { point, action }),
  'rows moved': (rig, point, action) => {
    sortTabs(rig);
    return sendArmed(rig, { point, action });
  },
  'rows moved during a write': moveDuringWrite,
  'marker deleted': (rig, point, action) => {
    rig.emulator.people(rig.spreadsheetId).deleteNamedRange('quiz_sync_revision');
    return sendArmed(rig, { point, action });
  },
  'tab deleted': (rig, point, action) => {
    rig.emulator.people(rig.spreadsheetId).deleteTab('CourseProgress');
    rig.people.notes.delete('CourseProgress');
    return sendArmed(rig, { point, action });
  },
  'course retitled': async (rig, point, action) => {
    await rig.service.arm({ point, action });
    await sendAll(rig, retitlingRound(nextRound(rig)));
  },
  'nothing to write': async (rig, point, action) => {
    await rig.service.arm({ point, action });
    await sendAll(rig, unseenRound(nextRound(rig)));
  },
  'write refused': (rig, point, action) => sendArmed(rig, { point, action }),
  'clean-up': cleanUp,
  erasure: eraseSomebody,
  'keyed requests': async (rig, point, action) => {
    await rig.service.arm({ point, action });
    await sendAll(rig, keyedRound(nextRound(rig)));
  },
};

async function sendArmed(rig: Rig, ambush: Ambush): Promise<void> {
  await rig.service.arm(ambush);
  await sendAll(rig, ordinaryRound(nextRound(rig)));
}

/** People turn every tab upside down, so that every key is somewhere else, and the notes with them. */
function sortTabs({ emulator, spreadsheetId, rounds }: Rig): void {
  const descending = rounds % 2 === 0;
  const people = emulator.people(spreadsheetId);
  const view = emulator.spreadsheet(spreadsheetId);
  for (const tab of view.tabs) {
    const [headers = []] = view.values(tab);
    const keyColumn = headers.indexOf('quiz_sync_key');
    if (keyColumn === -1) continue;
    people.sort(tab, { column: String.fromCharCode(65 + keyColumn), descending });
  }
}

/** The batch is planned and about to be sent when people sort: it hits other rows than those meant. */
async function moveDuringWrite(rig: Rig, point: KillPoint, action: Deadly): Promise<void> {
  const { service } = rig;
  const held = service.held();
  await service.arm({ point: 'sheets.write:before', action: 'hold' });
  await sendAll(rig, ordinaryRound(nextRound(rig)));
  await held;
  sortTabs(rig);
  await service.arm({ point, action });
  service.goOn();
}

/** Somebody with rows in every tab is erased; whoever asked for it and got no answer asks again. */
async function eraseSomebody(rig: Rig, point: KillPoint, action: Deadly): Promise<void> {
  const round = nextRound(rig);
  await sendAll(rig, keyedRound(round));
  await untilSettled(rig);
  await rig.service.arm({ point, action });
  await send(rig, erasure(`newcomer-${round}`));
}

/** An operator cleans up beside the running service; the command is what is killed. */
async function cleanUp(rig: Rig, point: KillPoint): Promise<void> {
  const { ids, intakes } = emptySessions(nextRound(rig));
  await sendAll(rig, intakes);
  await untilSettled(rig);
  const ambush: Ambush = { point, action: 'kill' };
  const killed = startCommand(CLEAN_UP, withEnv(rig, { QUIZ_SYNC_CRASH_AMBUSH: JSON.stringify(ambush) }));
  const { signal } = await killed.ended;
  if (signal !== 'SIGKILL') throw new Error(`the command passed ${point}:\n${killed.output()}`);
  const { code } = await startCommand(CLEAN_UP, rig.setup).ended;
  if (code !== 0) throw new Error(`the command ended with ${code}`);
  for (const id of ids) rig.facts.sessions.delete(id);
  await fetch(`${rig.service.url}/api/sync/force`, { method: 'POST' });
}

const CLEAN_UP = ['cleanup', '--older-than', '1d'];

function withEnv({ setup }: Rig, env: Record<string, string>): Rig['setup'] {
  return { ...setup, env: { ...setup.env, ...env } };
}
