import { askService, type ServiceAddress } from '../remote/ask-service.js';
import { remoteQuizSync } from '../remote/remote-quiz-sync.js';
import { type Check, doubtful, fine, notLookedAt } from './check.js';
import { checkBacklog } from './check-backlog.js';
import { checkCells } from './check-cells.js';
import { checkLease } from './check-lease.js';
import { checkQuota } from './check-quota.js';
import { checkRuntime } from './check-runtime.js';
import { failedCheck } from './failed-check.js';

/** What can be looked at of a service from elsewhere; the rest is seen where it runs. `now` is epoch milliseconds. */
export async function examineService(
  address: ServiceAddress,
  nodeVersion: string,
  now: number,
): Promise<readonly Check[]> {
  const ready = await checkReady(address);
  return [checkRuntime(nodeVersion), ready, await checkDoor(address), ...(await checkStatus(address, now))];
}

const READY = 'service';
const DOOR = 'authentication';
const OF_STATUS = ['cells', 'quota', 'lease'] as const;

async function checkReady(address: ServiceAddress): Promise<Check> {
  const asked = await askService(address, 'GET', '/readyz');
  if (asked.isErr()) return failedCheck(READY, asked.error);
  const { status } = asked.value;
  if (status === 200) return fine(READY, `${address.url} answers, and stores what is submitted`);
  const message = `${address.url} answers that it is not ready (${status}): submissions are refused just now`;
  return failedCheck(READY, { type: 'service_unreachable', message }, 'Look into its log.');
}

async function checkStatus(address: ServiceAddress, now: number): Promise<readonly Check[]> {
  const status = await remoteQuizSync(address).syncStatus();
  if (status.isErr()) {
    const unseen = OF_STATUS.map((name) => notLookedAt(name, 'the service does not tell its status'));
    return [await failedCheck('backlog', status.error), ...unseen];
  }
  const found = status.value;
  return [checkCells(found, now), checkQuota(found, now), checkBacklog(found), checkLease(found, now)];
}

/** Whether the service asks who is there: what it tells of itself is asked for without a key. */
async function checkDoor(address: ServiceAddress): Promise<Check> {
  const asked = await askService({ ...address, key: undefined }, 'GET', '/api/sync/status');
  if (asked.isErr()) return notLookedAt(DOOR, 'the service cannot be reached');
  const { status } = asked.value;
  if (status === 401 || status === 403) return fine(DOOR, 'closed: who comes without a key is refused');
  if (status !== 200) return notLookedAt(DOOR, `the service answers ${status}`);
  if (isNear(address)) return fine(DOOR, 'open to whoever is on its machine, until the first key is made');
  return doubtful(DOOR, 'open: whoever reaches the service may do everything', 'quiz-sync keys create');
}

function isNear({ url }: ServiceAddress): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}
