import { askService, type ServiceAddress } from '../remote/ask-service.js';
import { remoteQuizSync } from '../remote/remote-quiz-sync.js';
import { type Check, fine, notLookedAt } from './check.js';
import { checkBacklog } from './check-backlog.js';
import { checkCells } from './check-cells.js';
import { checkLease } from './check-lease.js';
import { checkRuntime } from './check-runtime.js';
import { failedCheck } from './failed-check.js';

/** What can be looked at of a service from elsewhere; the rest is seen where it runs. `now` is epoch milliseconds. */
export async function examineService(
  address: ServiceAddress,
  nodeVersion: string,
  now: number,
): Promise<readonly Check[]> {
  return [checkRuntime(nodeVersion), await checkReady(address), ...(await checkStatus(address, now))];
}

const READY = 'service';

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
    const unseen = ['cells', 'lease'].map((name) =>
      notLookedAt(name, 'the service does not tell its status'),
    );
    return [await failedCheck('backlog', status.error), ...unseen];
  }
  return [checkCells(status.value, now), checkBacklog(status.value), checkLease(status.value, now)];
}
