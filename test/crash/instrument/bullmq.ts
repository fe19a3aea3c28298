import { Worker as BullmqWorker, type WorkerOptions } from 'bullmq';

export * from 'bullmq';

/** Milliseconds: the job of one that was killed is another's after a few of these, not after twenty seconds. */
const LOCK_MS = 2_000;

/** BullMQ's own, which misses a worker that fell silent sooner than in service. */
export class Worker<Data, Result, Name extends string> extends BullmqWorker<Data, Result, Name> {
  constructor(
    name: string,
    process: ConstructorParameters<typeof BullmqWorker<Data, Result, Name>>[1],
    options: WorkerOptions,
  ) {
    super(name, process, { ...options, lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 2 });
  }
}
