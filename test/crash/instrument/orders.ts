import { flushCompileCache } from 'node:module';
import type { KillPoint } from '../kill-points.ts';
import type { Notice, Order } from './messages.ts';
import { arm, disarm, passThrough, wasPassed } from './passage.ts';

let goOn: (() => void) | undefined;

/** Does what the harness says. Without a harness (a command line tool that ends in a moment) nothing is listened to. */
export function takeOrders(): void {
  const armedAtStart = process.env['QUIZ_SYNC_CRASH_AMBUSH'];
  if (armedAtStart !== undefined) arm(JSON.parse(armedAtStart));
  if (process.send === undefined) return;
  process.on('message', (order: Order) => {
    if (order.type === 'go on') {
      goOn?.();
      return;
    }
    if (order.type === 'ask') {
      notify({ type: 'answer', passed: wasPassed() });
      return;
    }
    // A process that is killed does not keep what it compiled, and the next one would have to do it again.
    flushCompileCache();
    if (order.type === 'arm') arm(order.ambush);
    else disarm();
    notify({ type: 'armed' });
  });
  // A harness that is gone wants nothing any more; one that only listens must not keep the process alive.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel?.unref();
}

/** A step of the program under test. */
export async function passage(point: KillPoint): Promise<void> {
  if (passThrough(point) === 'go on') return;
  const told = Promise.withResolvers<void>();
  goOn = told.resolve;
  notify({ type: 'held', point });
  // As a call to Google would, with its socket, this keeps the process alive.
  process.channel?.ref();
  await told.promise;
  process.channel?.unref();
}

function notify(notice: Notice): void {
  process.send?.(notice);
}
